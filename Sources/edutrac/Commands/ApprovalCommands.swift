import ArgumentParser
import Attendance
import Foundation
import Store

struct ApproveReporter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Lets a person who sent ALTA report for a school, and tells them so.")

    @Argument(help: "The mobile number of a person who waits for the office, or whom it has refused.")
    var phone: String

    @Option(help: ArgumentHelp("The school; the one that was named in the ALTA by default.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @Option(help: ArgumentHelp("What the person does: teacher, head, community.", valueName: "role"))
    var role: ReporterRole = .teacher

    @Option(help: ArgumentHelp("The letter of this school on a phone with several.", valueName: "letter"))
    var letter: String?

    @Flag(help: "Send no text.")
    var silently = false

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard [.teacher, .head, .community].contains(role) else {
            throw ValidationError("--role is teacher, head or community. Promoters and officials are imported.")
        }
        if let letter, !Assignment.isLetter(letter) {
            throw ValidationError("--letter is one capital letter, and none of D F H M P T Y, which mean something else.")
        }
    }

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let applicant = try Applicants.named(phone, withRefused: true, workplace)
        let key = school ?? SchoolKey(applicant.codMod)
        guard let place = try workplace.store.schools(on: workplace.today).first(where: { $0.key == key }) else {
            throw Complaint(
                .badData, "The school \(key.words) is not in the roster. Name another with --school, or import it first. Nothing was changed.")
        }
        let signature = signing.signature(person, workplace)
        let greeting = try workplace.store.approve(
            applicant.phone, role: role, for: [Assignment(school: key, letter: letter)], validFrom: workplace.today,
            greeting: silently ? nil : draft(to: applicant.phone, of: key, workplace), by: signature)
        if options.json {
            return try workplace.terminal.write([
                "phone": .text(applicant.phone.e164), "codMod": .text(key.codMod), "anexo": .number(key.anexo),
                "role": .text(role.rawValue), "message": JSON(greeting.map { Int($0) }),
            ])
        }
        let told = greeting.map { "; message \($0) tells so" } ?? ""
        try workplace.terminal.write("\(applicant.name) reports for \(place.name) from today on\(told).")
    }

    private func draft(to phone: PhoneNumber, of school: SchoolKey, _ workplace: Workplace) -> OutboundDraft {
        let office = workplace.office
        return OutboundDraft(
            recipient: phone, text: office.welcome(in: nil, fits: office.fitsOnePart), kind: .office, dueAt: workplace.now,
            expiresAt: workplace.now.addingTimeInterval(OutgoingText.lifetime), schools: [school])
    }
}

struct RefuseReporter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Says no to a person who sent ALTA; no text tells them.")

    @Argument(help: "The mobile number of a person who waits for the office.")
    var phone: String

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let applicant = try Applicants.named(phone, withRefused: false, workplace)
        try workplace.store.refuse(applicant.phone, by: signing.signature(person, workplace))
        if options.json { return try workplace.terminal.write(["phone": .text(applicant.phone.e164)]) }
        try workplace.terminal.write("\(applicant.name) stays out. Neither an import nor another ALTA changes that, only `reporter approve`.")
    }
}

enum Applicants {
    static func named(_ number: String, withRefused refused: Bool, _ workplace: Workplace) throws -> Applicant {
        guard let phone = PhoneNumber(peruvianMobile: number) else {
            throw Complaint(.usage, "\(number) is no mobile number: write nine digits that begin with 9.")
        }
        guard let applicant = try workplace.store.applicants(withRefused: refused).first(where: { $0.phone == phone }) else {
            throw StoreError.notWaiting(phone)
        }
        return applicant
    }
}

extension ReporterRole: ExpressibleByArgument {}
