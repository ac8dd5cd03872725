import DeviceWatch
import Testing

@Suite("Names of USB devices")
struct USBNameTests {
    @Test(arguments: ["1-1", "1-1.2", "2-4.1.3", "10-12"])
    func `bus and sockets are a name`(_ name: String) {
        #expect(USBName(name)?.description == name)
    }

    @Test(arguments: [
        "", "usb1", "1", "1-", "-1", "1-1.", "1-.1", "1-1..2", "1-1.2:1.0", "1-1-1", "1-1.2/../1-1", "../1-1", "1-1\n",
        "1-1 ", "1-a", "１-1", "1-1\u{301}", "+1-1",
    ])
    func `all else is none`(_ name: String) { #expect(USBName(name) == nil) }

    @Test(arguments: [
        ("/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.2", "1-1.2"), ("/sys/devices/platform/soc/usb1", nil),
        ("/sys/devices/usb1/1-1/1-1:1.0", nil), ("", nil), (nil, nil),
    ] as [(String?, String?)])
    func `a tty on USB belongs to a device with a name`(_ path: String?, _ name: String?) {
        #expect(ModemDevice(path: "/dev/ttyUSB0", usbPath: path).usbName?.description == name)
    }
}
