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

/// Which modem ttys and which USB devices there are, and when that changes. Opens none of them.
package enum DeviceWatcher {
    /// Every tty that hangs on a device (USB, PCI, platform), by path; virtual consoles and
    /// pseudo-terminals are left out.
    ///
    /// One that udev has not finished with is left out as well, where udev runs: its permissions are not yet
    /// set and half of its properties are missing. ``changes()`` yields when it is done.
    package static func list() throws -> [ModemDevice] {
        var devices: [ModemDevice] = []
        let isAwaited = udevRuns
        // Not tty0 to tty63: a look at them all costs ten times as much, every few seconds while a modem is gone.
        try enumerate("tty", names: "tty[!0-9]*") { device in
            if isAwaited, udev_device_get_is_initialized(device) == 0 { return }
            if let found = ModemDevice(device) { devices.append(found) }
        }
        return devices.sorted { $0.path < $1.path }
    }

    /// Every USB device with its interfaces, hubs left out, by place.
    package static func usbDevices() throws -> [USBDevice] {
        var devices: [String: USBDevice] = [:]
        var interfaces: [String: [(path: String, interface: USBDevice.Interface)]] = [:]
        try enumerate("usb") { device in
            guard let path = syspath(device) else { return }
            if let found = USBDevice(device, path) {
                devices[path] = found
            } else if let kind = interfaceKind(of: device), let parent = udev_device_get_parent(device).flatMap(syspath) {
                interfaces[parent, default: []].append((path, USBDevice.Interface(kind: kind, driver: driver(of: device))))
            }
        }
        return devices.values.sorted { $0.path < $1.path }.map { device in
            var complete = device
            complete.interfaces = (interfaces[device.path] ?? []).sorted { $0.path < $1.path }.map(\.interface)
            return complete
        }
    }

    /// Yields when a tty or a USB device came or went; several changes in a row may count as one. Look at
    /// ``list()`` then, and do so from time to time anyway: without netlink (some containers) it never yields.
    /// Does not end by itself; a task that is cancelled stops it.
    package static func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        guard let monitor = UdevMonitor(onChange: { continuation.yield() }) else {
            return stream
        }
        continuation.onTermination = { _ in monitor.stop() }
        return stream
    }

    /// udevd's own socket; not there in most containers.
    private static var udevRuns: Bool { access("/run/udev/control", F_OK) == 0 }

    /// - Parameter names: a pattern of shells that the kernel's name must fit.
    private static func enumerate(
        _ subsystem: String, names: String? = nil, _ body: (OpaquePointer) -> Void
    ) throws {
        guard let udev = udev_new() else { throw DeviceWatchError(call: "udev_new", code: errno) }
        defer { udev_unref(udev) }
        guard let enumeration = udev_enumerate_new(udev) else {
            throw DeviceWatchError(call: "udev_enumerate_new", code: errno)
        }
        defer { udev_enumerate_unref(enumeration) }
        for (call, result) in [
            ("udev_enumerate_add_match_subsystem", udev_enumerate_add_match_subsystem(enumeration, subsystem)),
            ("udev_enumerate_add_match_sysname", names.map { udev_enumerate_add_match_sysname(enumeration, $0) } ?? 0),
            ("udev_enumerate_scan_devices", udev_enumerate_scan_devices(enumeration)),
        ] where result < 0 {
            throw DeviceWatchError(call: call, code: -result)
        }
        for (path, _) in UdevList(udev_enumerate_get_list_entry(enumeration)) {
            // Nil: it went away in between.
            guard let device = udev_device_new_from_syspath(udev, path) else { continue }
            defer { udev_device_unref(device) }
            body(device)
        }
    }
}

private func syspath(_ device: OpaquePointer) -> String? {
    udev_device_get_syspath(device).map { String(cString: $0) }
}

private func attribute(_ name: String, of device: OpaquePointer) -> String? {
    guard let value = udev_device_get_sysattr_value(device, name) else { return nil }
    return String(decoding: UnsafeRawBufferPointer(start: value, count: strlen(value)), as: UTF8.self)
}

private func driver(of device: OpaquePointer) -> String? {
    udev_device_get_driver(device).map { String(cString: $0) }
}

private func property(_ name: String, of device: OpaquePointer) -> String? {
    udev_device_get_property_value(device, name).map { String(cString: $0) }
}

/// `ff/01/02`; nil for what is no USB interface.
private func interfaceKind(of device: OpaquePointer) -> String? {
    let parts = ["bInterfaceClass", "bInterfaceSubClass", "bInterfaceProtocol"].map { attribute($0, of: device) }
    guard let kind = parts[0] else { return nil }
    return "\(kind)/\(parts[1] ?? "")/\(parts[2] ?? "")"
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
        driver = DeviceWatch.driver(of: parent)
        if let interface = udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_interface") {
            usbInterface = attribute("bInterfaceNumber", of: interface)
            usbInterfaceKind = interfaceKind(of: interface)
            driver = DeviceWatch.driver(of: interface) ?? driver
        }
        if let usb = udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device") {
            usbPath = syspath(usb)
            for name in ["idVendor", "idProduct", "manufacturer", "product", "serial", "devnum"] {
                usbAttributes[name] = attribute(name, of: usb)
            }
        }
    }
}

extension USBDevice {
    /// Nil for an interface, and for a hub.
    init?(_ device: OpaquePointer, _ path: String) {
        guard let vendor = attribute("idVendor", of: device), let product = attribute("idProduct", of: device),
            attribute("bDeviceClass", of: device) != "09"
        else { return nil }
        self.init(
            path: path, idPath: property("ID_PATH", of: device), vendorID: vendor, productID: product,
            manufacturer: attribute("manufacturer", of: device), product: attribute("product", of: device))
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
