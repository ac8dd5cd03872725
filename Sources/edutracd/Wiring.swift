import ModemDriver
import SerialIO

// The only place where the port and the driver meet: neither module knows the other.
extension SerialPort: ModemTransport {}
