import CUdev
import Glibc

/// udev could not be asked.
package struct DeviceWatchError: Error, Hashable, Sendable, CustomStringConvertible {
    package let call: String
    /// errno, or 0 when libudev gave none.
    package let code: Int32

    package var description: String {
        let reason = code == 0 ? "" : ": \(String(cString: strerror(code)))"
        return "\(call) failed\(reason). Is /sys mounted? A fixed `device` works without udev."
    }
}

/// Which modem ttys there are, and when that changes. Opens none of them.
package enum DeviceWatcher {
    /// Every tty that hangs on a device (USB, PCI, platform), by path; virtual consoles and
    /// pseudo-terminals are left out.
    package static func list() throws -> [ModemDevice] {
        guard let udev = udev_new() else { throw DeviceWatchError(call: "udev_new", code: errno) }
        defer { udev_unref(udev) }
        guard let enumeration = udev_enumerate_new(udev) else {
            throw DeviceWatchError(call: "udev_enumerate_new", code: errno)
        }
        defer { udev_enumerate_unref(enumeration) }
        for (call, result) in [
            ("udev_enumerate_add_match_subsystem", udev_enumerate_add_match_subsystem(enumeration, "tty")),
            ("udev_enumerate_scan_devices", udev_enumerate_scan_devices(enumeration)),
        ] where result < 0 {
            throw DeviceWatchError(call: call, code: -result)
        }
        var devices: [ModemDevice] = []
        for (path, _) in UdevList(udev_enumerate_get_list_entry(enumeration)) {
            // Nil: it went away in between.
            guard let device = udev_device_new_from_syspath(udev, path) else { continue }
            defer { udev_device_unref(device) }
            if let found = ModemDevice(device) { devices.append(found) }
        }
        return devices.sorted { $0.path < $1.path }
    }

    /// Yields when a tty came or went; several changes in a row may count as one. Look at ``list()``
    /// then, and do so from time to time anyway: without netlink (some containers) it never yields.
    /// Does not end by itself; a task that is cancelled stops it.
    package static func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        guard let monitor = UdevMonitor(onChange: { continuation.yield() }) else {
            return stream
        }
        continuation.onTermination = { _ in monitor.stop() }
        return stream
    }
}

extension ModemDevice {
    /// Nil for a tty without a node or without a device behind it.
    init?(_ device: OpaquePointer) {
        // Parents are borrowed from the device: they must not be released.
        guard let node = udev_device_get_devnode(device), let parent = udev_device_get_parent(device) else {
            return nil
        }
        self.init(path: String(cString: node))
        properties = Dictionary(
            UdevList(udev_device_get_properties_list_entry(device)).map { ($0, $1 ?? "") },
            uniquingKeysWith: { first, _ in first })
        driver = Self.driver(of: parent)
        if let interface = udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_interface") {
            usbInterface = Self.attribute("bInterfaceNumber", of: interface)
            driver = Self.driver(of: interface) ?? driver
        }
        if let usb = udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device") {
            for name in ["idVendor", "idProduct", "manufacturer", "product", "serial"] {
                usbAttributes[name] = Self.attribute(name, of: usb)
            }
        }
    }

    private static func attribute(_ name: String, of device: OpaquePointer) -> String? {
        guard let value = udev_device_get_sysattr_value(device, name) else { return nil }
        return String(decoding: UnsafeRawBufferPointer(start: value, count: strlen(value)), as: UTF8.self)
    }

    private static func driver(of device: OpaquePointer) -> String? {
        udev_device_get_driver(device).map { String(cString: $0) }
    }
}

/// The names and values of a libudev list.
struct UdevList: Sequence, IteratorProtocol {
    private var entry: OpaquePointer?

    init(_ entry: OpaquePointer?) { self.entry = entry }

    mutating func next() -> (name: String, value: String?)? {
        guard let current = entry, let name = udev_list_entry_get_name(current) else { return nil }
        entry = udev_list_entry_get_next(current)
        return (String(cString: name), udev_list_entry_get_value(current).map { String(cString: $0) })
    }
}
