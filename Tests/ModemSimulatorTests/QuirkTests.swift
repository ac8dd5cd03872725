import Foundation
import Testing

@testable import ModemSimulator

@Suite("Quirks")
struct QuirkTests {
    private static let golden =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/quirks.txt")

    /// Every scene in bytes, without its quirk and with it. The file is to be read like code: what is
    /// said without a quirk is by the letter of the standards. UPDATE_GOLDEN=1 writes it anew.
    @Test func `are shown in bytes, each beside a modem that has none`() throws {
        let text = try QuirkScene.all.map { scene in
            let without = try scene.played(withQuirk: false)
            let with = try scene.played(withQuirk: true)
            return "# \(scene.quirk)\n\(without)\n--- with it\n\(with)\n"
        }.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: Self.golden)
        }
        let kept = try String(contentsOf: Self.golden, encoding: .utf8)
        let places = zip(text.split(separator: "\n"), kept.split(separator: "\n")).first { $0 != $1 }
        #expect(text == kept, "first difference: \(String(describing: places))")
    }

    @Test(arguments: QuirkScene.all.map(\.quirk).indices)
    func `change what is said, unless it is always so`(_ place: Int) throws {
        let scene = QuirkScene.all[place]
        let number = try QuirkSetting(scene.quirk).number
        let quirk = try #require(Quirk.catalogue.first { $0.number == number })
        let isSame = try scene.played(withQuirk: true) == scene.played(withQuirk: false)
        #expect(isSame == (quirk.showing == .always), "\(scene.quirk)")
    }

    @Test func `have numbers from 1 to 102, and each that can be shown has a scene for each of its forms`() throws {
        #expect(Quirk.catalogue.map(\.number).sorted() == Array(1...102))
        let settings = try QuirkScene.all.map { try QuirkSetting($0.quirk) }
        for quirk in Quirk.catalogue {
            if case .notShown = quirk.showing { continue }
            let scenes = settings.filter { $0.number == quirk.number }
            #expect(!scenes.isEmpty, "\(quirk.name)")
            #expect(Set(scenes.flatMap(\.words)) == Set(quirk.words), "\(quirk.name)")
        }
    }

    @Test func `leave no trace when they are switched off`() throws {
        for scene in QuirkScene.all {
            let number = try QuirkSetting(scene.quirk).number
            // What was stored, lost or hung up stays so.
            if [6, 7, 8, 28, 29, 33, 42, 44, 46, 61].contains(number) || (90...100).contains(number) { continue }
            var bench = Bench()
            try bench.modem.switchOn(scene.quirk)
            bench.modem.switchOff(number)
            #expect(bench.modem.quirks.texts.isEmpty)
            #expect(bench.wait(1) == "", "\(scene.quirk)")
            #expect(bench.ask("+CSQ") == "+CSQ: 21,99 OK", "\(scene.quirk)")
        }
    }

    // MARK: Names

    @Test(arguments: [
        ("Q-103", "there is no quirk \"Q-103\"; did you mean Q-102 (a USSD string of 7 mod 8"),
        ("Q3", "there is no quirk \"Q3\"; did you mean Q-3 (the PDU is echoed"),
        ("prompt", "there is no quirk \"prompt\"; did you mean Q-3 (the PDU is echoed after the prompt"),
        ("nonsense", "there is no quirk \"nonsense\"; edutrac-modemsim quirks lists them"),
        ("Q-41=slov", "Q-41[=hang|slow|broken,SECONDS] does not take \"slov\"; did you mean slow?"),
        ("Q-34=1", "Q-34 takes no value, \"1\" neither"), ("Q-3=2", "Q-3[=own-line|glued] does not take \"2\""),
        ("Q-88", "Q-88 (AT commands depend on DTR) cannot be shown here: a pseudo-terminal has no DTR"),
    ])
    func `that nobody has are refused with the nearest`(typed: String, complaint: String) {
        var profile = ModemProfile()
        do {
            try profile.add(quirk: typed)
            Issue.record("\(typed) was taken")
        } catch {
            #expect("\(error)".hasPrefix(complaint), "\(error)")
        }
    }

    @Test func `are listed as text and as JSON`() {
        let text = Listings.quirks(json: false)
        #expect(text.contains("Q-41[=hang|slow|broken,SECONDS]\n    +CMGL is never answered"))
        #expect(text.contains("    not shown: there is one port"))
        guard case .array(let all) = JSONValue(line: Listings.quirks(json: true)) else {
            Issue.record("no array")
            return
        }
        #expect(all.count == Quirk.catalogue.count)
    }

    @Test func `are switched by control clients`() {
        var bench = Bench()
        #expect(bench.control(#"{"do":"quirk","on":"Q-34"}"#) == #"{"ok":true,"quirks":["Q-34"]}"#)
        #expect(bench.control(#"{"do":"quirk","on":"Q-52=ds1"}"#) == #"{"ok":true,"quirks":["Q-34","Q-52=ds1"]}"#)
        #expect(bench.ask("+CNMI=2,1,0,1,0") == "+CMS ERROR: 303")
        #expect(bench.control(#"{"do":"quirk","off":"Q-52"}"#) == #"{"ok":true,"quirks":["Q-34"]}"#)
        #expect(bench.ask("+CNMI=2,1,0,1,0") == "OK")
        #expect(bench.control(#"{"do":"quirk"}"#) == #"{"ok":true,"quirks":["Q-34"]}"#)
        #expect(bench.control(#"{"do":"quirk","on":"Q-300"}"#)?.contains("did you mean Q-102") == true)
    }

    @Test func `stand together, any number at once`() throws {
        var bench = Bench(echo: true) { profile in
            for quirk in ["Q-3=glued", "Q-4=bare", "Q-9=lf", "Q-14", "Q-34", "Q-43=no-stat", "Q-68=zero"] {
                #expect(throws: Never.self) { try profile.add(quirk: quirk) }
            }
        }
        bench.type("ATE0\r")
        bench.request("{\"do\":\"pdu\",\"smsc\":false,\"hex\":\"\(SamplePDU.deliver)\"}")
        let frame = SamplePDU.serviceCentre.replacing("1509", with: "1509") + SamplePDU.deliver
        #expect(
            bench.type("AT+CMGR=0\r")
                == "\n^RSSI:19\n\n+CMGR: ,,27\n\n^RSSI:19\n\n\(frame)\n\nOK\n")
        #expect(bench.type("AT+CMGS=17\r") == "> ")
        let body = "00\(SamplePDU.submit)\u{1A}"
        #expect(bench.type(body) == body + "^RSSI:19\n\n+CMGS: 0\n\nOK\n")
    }

    @Test func `of presets exist`() throws {
        for preset in ModemPreset.all {
            var profile = ModemProfile()
            try preset.apply(to: &profile)
            #expect(profile.quirks.texts.count == preset.quirks.count, "\(preset.name)")
            var bench = Bench(echo: true) { $0 = profile }
            // All are asked for their name after their boot, the sleepers twice.
            for _ in 1...3 { bench.wait(12) }
            for _ in 1...3 { bench.type("AT\r") }
            #expect(bench.type("AT+CGMM\r").contains(profile.model), "\(preset.name)")
        }
        #expect(ModemPreset.all.map(\.name).contains("huawei-e3372"))
        do {
            _ = try ModemPreset.named("huawei-e337")
        } catch {
            #expect(error.description == "there is no preset \"huawei-e337\"; did you mean huawei-e3372?")
        }
    }

    // MARK: Faults at any byte

    @Test(arguments: 1...9)
    func `apart, answers come in pieces of any size`(size: Int) {
        var bench = Bench()
        bench.request("{\"do\":\"cut\",\"size\":\(size),\"seconds\":0.5}")
        var said = bench.type("AT+CSQ\r")
        #expect(said.utf8.count == size)
        while bench.modem.nextDeadline != nil { said += bench.wait(0.5) }
        #expect(said == "\r\n+CSQ: 21,99\r\n\r\nOK\r\n")
    }

    @Test(arguments: 0...21)
    func `apart, an unsolicited line comes after any byte`(place: Int) {
        var bench = Bench()
        bench.request("{\"do\":\"urc\",\"line\":\"^RSSI:3\",\"after\":\(place)}")
        let whole = "\r\n+CSQ: 21,99\r\n\r\nOK\r\n"
        let start = String(bytes: whole.byteValues.prefix(place))
        let end = String(bytes: whole.byteValues.dropFirst(place))
        #expect(bench.type("AT+CSQ\r") == start + "\r\n^RSSI:3\r\n" + end)
    }

    @Test func `apart, the answer to the n-th command is lost or late`() {
        var bench = Bench()
        bench.request(#"{"do":"lose","command":"+CSQ","nth":2}"#)
        bench.request(#"{"do":"lose","command":"+CMGF","seconds":3}"#)
        #expect(bench.ask("+CSQ") == "+CSQ: 21,99 OK")
        #expect(bench.ask("+CSQ") == "")
        #expect(bench.ask("+CMGF?") == "")
        #expect(bench.ask("+CSQ") == "+CSQ: 21,99 OK")
        #expect(bench.wait(3) == "\r\n+CMGF: 0\r\n\r\nOK\r\n")
    }
}
