/// A tty that belongs to a device, with what udev knows of it.
package struct ModemDevice: Hashable, Sendable {
    /// The device node, `/dev/ttyUSB2`: what to open now, never what to remember.
    package var path: String
    /// udev properties of the tty (`udevadm info`): `ID_PATH`, `ID_VENDOR_ID`, `ID_USB_INTERFACE_NUM` …
    package var properties: [String: String]
    /// Attributes of the USB device it is part of: `idVendor`, `idProduct`, `manufacturer`, `product`,
    /// `serial`, `devnum`. Empty for a tty that is not on USB.
    package var usbAttributes: [String: String]
    /// Kernel driver of the interface: `option`, `cdc_acm`, …
    package var driver: String?
    /// `bInterfaceNumber` of the USB interface, two hex digits.
    package var usbInterface: String?
    /// Class, subclass and protocol of the USB interface: `ff/01/02`.
    package var usbInterfaceKind: String?
    /// The place in /sys of the USB device.
    package var usbPath: String?

    package init(
        path: String, properties: [String: String] = [:], usbAttributes: [String: String] = [:],
        driver: String? = nil, usbInterface: String? = nil, usbInterfaceKind: String? = nil, usbPath: String? = nil
    ) {
        self.path = path
        self.properties = properties
        self.usbAttributes = usbAttributes
        self.driver = driver
        self.usbInterface = usbInterface
        self.usbInterfaceKind = usbInterfaceKind
        self.usbPath = usbPath
    }

    /// Ports of which this is equal belong to one modem, as it is plugged in now: the kernel counts `devnum`
    /// up each time. A tty that is not on USB is a modem of its own.
    package var stick: String { usbPath.map { "\($0)#\(usbAttributes["devnum"] ?? "")" } ?? path }

    /// Where it is plugged in, the same after a reboot and for another stick in the same socket.
    package var idPath: String? { properties["ID_PATH"] }
    /// Four hex digits, lower case.
    package var vendorID: String? { properties["ID_VENDOR_ID"] ?? usbAttributes["idVendor"] }
    /// Four hex digits, lower case.
    package var productID: String? { properties["ID_MODEL_ID"] ?? usbAttributes["idProduct"] }
    package var vendor: String? { properties["ID_VENDOR"] ?? usbAttributes["manufacturer"] }
    package var model: String? { properties["ID_MODEL"] ?? usbAttributes["product"] }
    /// The modem's serial number; many sticks have none.
    package var serial: String? { properties["ID_SERIAL_SHORT"] ?? usbAttributes["serial"] }
    /// Which of the modem's ports this is, two hex digits.
    package var interfaceNumber: String? { properties["ID_USB_INTERFACE_NUM"] ?? usbInterface }

    /// A property by udev's name for it. What udev has not said, as where it does not run, is taken from the
    /// device.
    package func property(_ name: String) -> String? {
        if let told = properties[name] { return told }
        switch name {
        case "ID_VENDOR_ID": return vendorID
        case "ID_MODEL_ID": return productID
        case "ID_SERIAL_SHORT": return serial
        case "ID_USB_INTERFACE_NUM": return interfaceNumber
        default: return nil
        }
    }
}
