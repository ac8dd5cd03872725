import Attendance
import SMSCodec

extension PhoneNumber {
    /// Nil for brands, short codes and everything else that is no Peruvian mobile.
    init?(_ address: Address) {
        // A brand may consist of digits alone ("999111222" as an alphanumeric sender): no phone.
        guard address.typeOfNumber != .alphanumeric else { return nil }
        self.init(peruvianMobile: address.text)
    }
}

extension Address {
    init(_ phone: PhoneNumber) throws(PDUError) {
        try self.init(dialled: phone.e164)
    }
}
