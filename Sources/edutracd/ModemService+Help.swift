import DeviceWatch
import Foundation
import Logging
import ModemDriver
import OfficeConfiguration

// What the service does for a modem that the driver cannot help.

/// What a service knows of its modem from one opening to the next.
struct ModemCourse {
    var troubles = Troubles()
    /// Where the modem answered last.
    var lastAnswered: String?
    /// What was asked to be reset, until the modem has answered or was found to be silent after that.
    var resetAsked: USBName?
}

extension ModemService {
    private var resets: USBResets { USBResets(besideSocket: desk.configuration.socketPath) }

    /// Nothing that can be typed helps: its USB device is reset, or else somebody must unplug it.
    func resetIsNeeded(_ why: String, at port: Port, _ course: inout ModemCourse, _ logger: Logger) {
        do throws(USBResets.Failure) {
            guard let device = port.device?.usbName else {
                throw USBResets.Failure(description: "\(port.path) is not on USB")
            }
            try resets.ask(for: device)
            course.resetAsked = device
            history.resetWasAsked()
            report(state: "restarting", device: nil, detail: "its USB device is reset, it is back in a minute or so")
            logger.notice(
                "USB device of the modem is reset",
                metadata: ["device": "\(port.path)", "usb": "\(device)", "reason": "\(why)"])
        } catch {
            tellHanging(why, at: port.path, lacking: error, &course, logger)
        }
    }

    /// Nobody has answered since that was found. What is to be done about it stays said, but for a reset that was in
    /// vain: then it is said now.
    func stillHangs(at port: Port, _ course: inout ModemCourse, _ logger: Logger) {
        guard let device = course.resetAsked else { return }
        course.resetAsked = nil
        do throws(USBResets.Failure) {
            try resets.withdraw(device)
            reportHanging(at: port.path)
        } catch {
            tellHanging("the modem has not answered since", at: port.path, lacking: error, &course, logger)
        }
    }

    private func tellHanging(
        _ why: String, at path: String, lacking reset: USBResets.Failure, _ course: inout ModemCourse, _ logger: Logger
    ) {
        reportHanging(at: path)
        guard course.troubles.isNew("\(why) \(reset)", at: path) else { return }
        logger.error(
            "modem hangs and nothing here can cut its power",
            metadata: ["device": "\(path)", "reason": "\(why)", "reset": "\(reset)"])
    }

    private func reportHanging(at path: String) {
        let remedy = "unplug the modem, wait ten seconds, plug it in again"
        report(state: "hangs", device: path, detail: remedy, remedy: remedy)
    }

    // MARK: Other ports

    /// Those that may be touched for the modem's sake.
    func otherPorts(of port: Port, among devices: [ModemDevice]) -> [String] {
        let others = desk.configuration.modems.filter { $0.name != configuration.name }.compactMap(\.device)
        return OtherPorts.toTouch(
            of: port, among: devices, taken: Set(others.map { URL(filePath: $0).resolvingSymlinksInPath().path }),
            role: register.role(of:))
    }

    /// Our own port is closed by then, and opened anew after.
    func touchOtherPorts(of port: Port, _ logger: Logger) async {
        let paths: [String]
        do {
            paths = otherPorts(of: port, among: try list())
        } catch {
            return logger.info("other ports left alone", metadata: ["error": "\(error)"])
        }
        for path in paths {
            do {
                let isAnswered = try await OtherPorts.touch(path, settings: configuration.lineSettings)
                logger.info("other port touched", metadata: ["device": "\(path)", "answered": "\(isAnswered)"])
            } catch {
                // Held by another program: whoever it is does not expect an answer to AT.
                logger.info("other port left alone", metadata: ["device": "\(path)", "error": "\(error)"])
            }
        }
    }
}

extension Port {
    /// Where a modem is found again whatever number its tty gets.
    var place: String {
        guard let usb = device?.usbPath, let interface = device?.interfaceNumber else { return path }
        return "\(usb) \(interface)"
    }
}
