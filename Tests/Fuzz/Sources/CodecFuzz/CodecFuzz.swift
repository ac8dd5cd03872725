import SMSCodec

/// What libFuzzer calls. The first octet chooses what the others are.
@_cdecl("LLVMFuzzerTestOneInput")
public func codecFuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = input.first else { return 0 }
    do {
        try check(Array(input.dropFirst()), choice)
    } catch {
        fatalError("\(error)")
    }
    return 0
}

private func check(_ octets: [UInt8], _ choice: UInt8) throws {
    switch choice % 8 {
    case 0:
        do {
            let frame = try PDUFrame(hex: String(decoding: octets, as: UTF8.self))
            try CodecProperties.check(tpdu: frame.tpdu)
        } catch is PDUError { return }
    case 1:
        try CodecProperties.check(
            text: String(decoding: octets, as: UTF8.self),
            languages: NationalLanguage.allCases.filter { $0.rawValue & choice >> 3 != 0 }, wide: choice & 0x80 != 0)
    case 2: try CodecProperties.check(plain: String(decoding: octets, as: UTF8.self))
    case 3:
        guard let scheme = octets.first else { return }
        try CodecProperties.check(
            ussd: Array(octets.dropFirst()), scheme: CellBroadcastScheme(rawValue: scheme))
    default: try CodecProperties.check(tpdu: octets)
    }
}
