/// What the kernel calls a USB device: its bus and the sockets on the way to it.
///
/// - Shape: `[0-9]+-[0-9]+(\.[0-9]+)*`, as in /sys/bus/usb/devices: `1-1.2`. Root hubs (`usb1`) and interfaces
///   (`1-1.2:1.0`) are none.
package struct USBName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Nil for all that has not that shape.
    package init?(_ name: String) {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isNumber(parts[0]),
            parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy(Self.isNumber)
        else { return nil }
        description = name
    }

    private static func isNumber(_ digits: Substring) -> Bool {
        !digits.isEmpty && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension ModemDevice {
    /// Nil for a tty that is not on USB.
    package var usbName: USBName? { usbPath?.split(separator: "/").last.flatMap { USBName(String($0)) } }
}
