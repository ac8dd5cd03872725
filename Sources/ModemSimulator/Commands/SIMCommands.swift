/// TS 27.007: PIN, identity of the SIM, facility lock.
extension SimulatedModem {
    static let simCommands: [String: CommandEntry] = [
        "+CPIN": CommandEntry { $0.pin($1) },
        "+CPINR": CommandEntry { $0.pinTries($1) },
        "+CIMI": CommandEntry(.equipment) { $0.report($1, $0.profile.imsi) },
        // Not of 27.007; EF ICCID may be read without the PIN (TS 51.011 §10.1.1).
        "+CCID": CommandEntry { $0.cardIdentity($1) },
        "+ICCID": CommandEntry { $0.cardIdentity($1) },
        "+QCCID": CommandEntry { $0.cardIdentity($1) },
        "+CNUM": CommandEntry(.equipment) { $0.ownNumber($1) },
        "+CLCK": CommandEntry(.equipment) { $0.facilityLock($1) },
        "+CPWD": CommandEntry(.equipment) { $0.changePassword($1) },
    ]

    /// +CPIN (TS 27.007 §8.3).
    private mutating func pin(_ command: ATCommand) -> Outcome {
        if sim.state == .absent, command.kind != .test { return equipmentError(10) }
        if sim.state == .blocked, command.kind != .test { return equipmentError(13) }
        switch command.kind {
        case .test:
            return .done
        case .read:
            let state =
                switch sim.state {
                case .pin: "SIM PIN"
                case .puk: "SIM PUK"
                case .ready, .absent, .blocked: "READY"
                }
            return .done(["+CPIN: \(state)"])
        case .set:
            return enter(command)
        case .execute, .malformed:
            return .error
        }
    }

    private mutating func enter(_ command: ATCommand) -> Outcome {
        guard let first = command[0].text, Self.isPassword(first), command.parameters.count <= 2 else { return .error }
        switch sim.state {
        case .pin:
            guard command.parameters.count == 1 else { return .error }
            guard sim.verify(pin: first) == .accepted else { return equipmentError(16) }
            noteRightPIN()
            return .done
        case .puk:
            guard let new = command[1].text else { return equipmentError(12) }
            guard Self.isPassword(new) else { return .error }
            return sim.unblock(puk: first, newPIN: new) == .accepted ? .done : equipmentError(16)
        case .ready, .absent, .blocked:
            // No request is pending: nothing is done, and that is an error (TS 27.007 §8.3).
            return equipmentError(3)
        }
    }

    /// CHV values are four to eight digits (TS 51.011 §9.3).
    private static func isPassword(_ text: String) -> Bool {
        (4...8).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    /// +CPINR (TS 27.007 §8.65).
    private func pinTries(_ command: ATCommand) -> Outcome {
        guard sim.isInserted else { return equipmentError(10) }
        let pin = "+CPINR: SIM PIN,\(sim.pinTriesLeft),\(SIMCard.pinTries)"
        let puk = "+CPINR: SIM PUK,\(sim.pukTriesLeft),\(SIMCard.pukTries)"
        switch command.kind {
        case .test: return .done
        case .execute: return .done([pin, puk])
        case .set:
            switch command[0].text {
            case "SIM PIN", "SIMPIN": return .done([pin])
            case "SIM PUK", "SIMPUK": return .done([puk])
            default: return .error
            }
        case .read, .malformed: return .error
        }
    }

    func cardIdentity(_ command: ATCommand) -> Outcome {
        guard let prefix = profile.cardCommands[command.name] else { return .error }
        guard sim.isInserted else { return equipmentError(10) }
        switch command.kind {
        case .execute, .read: return .done(["\(prefix)\(profile.iccid)"])
        case .test: return .done
        case .set, .malformed: return .error
        }
    }

    private func ownNumber(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .execute:
            guard !profile.number.isEmpty else { return .done }
            return .done(["+CNUM: \"\",\"\(profile.number)\",\(AddressField.typeOfAddress(of: profile.number))"])
        case .test: return .done
        case .read, .set, .malformed: return .error
        }
    }

    /// +CLCK=<fac>,<mode>[,<passwd>] (TS 27.007 §7.4); only SC, the PIN at power-up.
    private mutating func facilityLock(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: return .done(["+CLCK: (\"SC\")"])
        case .set: break
        case .execute, .read, .malformed: return .error
        }
        guard command[0].quoted == "SC", let mode = command[1].number else { return equipmentError(4) }
        switch mode {
        case 2:
            return .done(["+CLCK: \(sim.isLockEnabled ? 1 : 0)"])
        case 0, 1:
            guard let password = command[2].text else { return .error }
            guard sim.verify(pin: password) == .accepted else { return equipmentError(16) }
            sim.setLock(mode == 1)
            return .done
        default:
            return .error
        }
    }

    private mutating func changePassword(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: return .done(["+CPWD: (\"SC\",8)"])
        case .set: break
        case .execute, .read, .malformed: return .error
        }
        guard command[0].quoted == "SC", let old = command[1].text, let new = command[2].text,
            Self.isPassword(new)
        else { return .error }
        // The SIM changes the PIN only while the lock is on (TS 51.011 §8.10).
        guard sim.isLockEnabled else { return equipmentError(3) }
        guard sim.verify(pin: old) == .accepted else { return equipmentError(16) }
        sim.changePIN(to: new)
        return .done
    }
}
