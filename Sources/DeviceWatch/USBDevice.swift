/// A USB device, whether it has a tty or not.
package struct USBDevice: Hashable, Sendable {
    package struct Interface: Hashable, Sendable {
        /// Class, subclass and protocol, two hex digits each: `08/06/50` is a disk.
        package var kind: String
        /// Kernel driver: `option`, `usb-storage`, …; nil while none has taken it.
        package var driver: String?

        package init(kind: String, driver: String? = nil) {
            self.kind = kind
            self.driver = driver
        }
    }

    /// Its place in /sys, for as long as it is plugged in there.
    package var path: String
    /// `ID_PATH` of udev: the socket.
    package var idPath: String?
    /// Four hex digits, lower case.
    package var vendorID: String
    package var productID: String
    package var manufacturer: String?
    package var product: String?
    package var interfaces: [Interface]

    package init(
        path: String, idPath: String? = nil, vendorID: String, productID: String, manufacturer: String? = nil,
        product: String? = nil, interfaces: [Interface] = []
    ) {
        self.path = path
        self.idPath = idPath
        self.vendorID = vendorID
        self.productID = productID
        self.manufacturer = manufacturer
        self.product = product
        self.interfaces = interfaces
    }

    package var id: String { "\(vendorID):\(productID)" }
    /// `1-2` or `1-2.4`: bus and sockets, as the kernel's log calls it.
    package var socket: String { path.split(separator: "/").last.map(String.init) ?? path }
}
