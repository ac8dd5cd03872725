import Attendance
import Testing

/// Texts whose meaning hangs on the schools of the phone.
@Suite("What only the schools tell")
struct MeaningBySchoolTests {
    private static let dashed = Sample.school("9999988", "I.E. 501-1 Quebrada", boys: 20, girls: 20, teachers: 3)
    private static let sibling = Sample.school("9999970", "I.E. 501-2 Pampa", boys: 20, girls: 20, teachers: 3)

    private static func said(_ text: String, _ schools: [(School, String?)]) throws -> Settlement {
        var conversation = try Conversation(schools: schools)
        conversation.say(text)
        return try #require(conversation.last)
    }

    @Test(arguments: [
        ("I.E. 501-1 H 12 M 15 D 2", "9999988"), ("IE 501-2: 12 15 2", "9999970"), ("H12 M15 D2 - I.E. 501-1", "9999988"),
    ])
    func `a number with a dash names the school`(text: String, codMod: String) throws {
        let settled = try Self.said(text, [(Self.dashed, "A"), (Self.sibling, "B")])
        #expect(settled.report?.school == SchoolKey(codMod) && settled.report?.content == Sample.present(12, 15, 2))
    }

    @Test
    func `a number without its dash names the only such school, and of two neither`() throws {
        let other = (Sample.two, Optional("B"))
        #expect(try Self.said("I.E. 501 12 15 2", [(Self.dashed, "A"), other]).report?.school == Self.dashed.key)
        #expect(try Self.said("I.E. 501-1 12 15 2", [(Sample.one, "A"), other]).report?.school == Sample.one.key)
        var both = try Conversation(schools: [(Self.dashed, "A"), (Self.sibling, "B")])
        #expect(both.say("I.E. 501 12 15 2").hasPrefix("Usted reporta por 2 escuelas. De cual es?"))
        #expect(both.say("I.E. 501-3 12 15 2").hasPrefix("Usted no reporta por 501-3."))
    }
}
