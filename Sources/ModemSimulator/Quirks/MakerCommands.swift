/// Commands of makers. Each is known only while the quirk it belongs to is on, or to the modem that
/// has it; +CLAC does not list them.
extension SimulatedModem {
    static let makerCommands: [String: CommandEntry] = [
        "^CURC": CommandEntry { $0.unsolicitedLines($1) },
        "^PORTSEL": CommandEntry { $0.portSelection($1) },
        "+QURCCFG": CommandEntry { $0.portConfiguration($1) },
        "+ZCDRUN": CommandEntry { $0.known(20, $1) },
        "+ZOPRT": CommandEntry { $0.known(20, $1) },
        "^USSDMODE": CommandEntry { $0.ussdMode($1) },
        "+CNMP": CommandEntry { $0.radioMode($1) },
        "^CPIN": CommandEntry { $0.pinTriesOfHuawei($1) },
        "+QPINC": CommandEntry { modem, command in
            modem.makersTries("quectel", command, "+QPINC: \"SC\",\(modem.sim.pinTriesLeft),\(modem.sim.pukTriesLeft)")
        },
        "+SPIC": CommandEntry { modem, command in
            let tries = "\(modem.sim.pinTriesLeft),\(modem.sim.pukTriesLeft),3,10"
            return modem.makersTries("simcom", command, "+SPIC: \(tries)")
        },
        "^ICCID": CommandEntry { $0.cardIdentity($1) },
        "+ZGETICCID": CommandEntry { $0.cardIdentity($1) },
        "#CCID": CommandEntry { $0.cardIdentity($1) },
        "^SCID": CommandEntry { $0.cardIdentity($1) },
        "+CICCID": CommandEntry { $0.cardIdentity($1) },
    ]

    private func known(_ quirk: Int, _ command: ATCommand) -> Outcome { quirks.has(quirk) ? .done : .error }

    /// ^CURC=0 stops most of what Huawei says unasked.
    private mutating func unsolicitedLines(_ command: ATCommand) -> Outcome {
        guard quirks.has(19), !quirks.has(19, "rejected"), command.kind == .set, let value = command[0].number
        else { return .error }
        quirkState.silencesChatter = value == 0
        return .done
    }

    private mutating func portSelection(_ command: ATCommand) -> Outcome {
        guard quirks.has(57, "huawei") || quirks.has(19), command.kind == .set, let value = command[0].number
        else { return .error }
        quirkState.routesHere = value == 1
        return .done
    }

    private mutating func portConfiguration(_ command: ATCommand) -> Outcome {
        guard quirks.has(57, "quectel"), command.kind == .set, command[0].quoted?.lowercased() == "urcport"
        else { return .error }
        guard let port = command[1].quoted else {
            return .done(["+QURCCFG: \"urcport\",\"\(quirkState.routesHere ? "usbat" : "usbmodem")\""])
        }
        guard ["usbat", "usbmodem", "uart1", "all"].contains(port) else { return .error }
        quirkState.routesHere = ["usbat", "all"].contains(port)
        return .done
    }

    private mutating func ussdMode(_ command: ATCommand) -> Outcome {
        guard quirks.has(101, "packed"), command.kind == .set, let value = command[0].number, value < 2
        else { return .error }
        quirkState.usesPackedUSSD = value == 1
        return .done
    }

    private mutating func radioMode(_ command: ATCommand) -> Outcome {
        guard quirks.has(72), command.kind == .set, let value = command[0].number else { return .error }
        quirkState.bearerIsRight = value == 14
        return .done
    }

    /// ^CPIN: <code>,[<times>],<puk>,<pin>,<puk2>,<pin2>
    private func pinTriesOfHuawei(_ command: ATCommand) -> Outcome {
        guard quirks.has(27, "huawei"), command.kind == .read, sim.isInserted else { return .error }
        let (state, left) =
            switch sim.state {
            case .pin: ("SIM PIN", String(sim.pinTriesLeft))
            case .puk, .blocked: ("SIM PUK", String(sim.pukTriesLeft))
            case .ready, .absent: ("READY", "")
            }
        return .done(["^CPIN: \(state),\(left),\(sim.pukTriesLeft),\(sim.pinTriesLeft),10,3"])
    }

    private func makersTries(_ maker: String, _ command: ATCommand, _ text: String) -> Outcome {
        guard quirks.has(27, maker), sim.isInserted, command.kind == .execute || command.kind == .read
        else { return .error }
        return .done([text])
    }
}
