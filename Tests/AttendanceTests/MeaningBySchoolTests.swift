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

    @Test(arguments: ["V 12 M 15 D 2", "v12m15d2", "V: 12, F: 15, P: 2", "Buenos dias V 12 M 15 D 2"])
    func `V is varones on a phone without a school of that letter`(text: String) throws {
        let one = try Self.said(text, [(Sample.one, nil)])
        #expect(one.report?.school == Sample.one.key && one.report?.content == Sample.present(12, 15, 2))
        var several = try Conversation(schools: [(Sample.one, "A"), (Sample.three, "B")])
        #expect(several.say(text).hasPrefix("Usted reporta por 2 escuelas. De cual es?"))
        several.say("B")
        #expect(several.last?.report?.school == Sample.three.key)
        #expect(several.last?.report?.content == Sample.present(12, 15, 2))
    }

    @Test
    func `V is the school where the phone has one of that letter`() throws {
        let settled = try Self.said("V 12 M 15 D 2", [(Sample.one, "A"), (Sample.three, "V")])
        #expect(settled.report?.school == Sample.three.key && settled.report?.content == Sample.present(12, 15, 2))
    }

    @Test
    func `V and M alone ask for the teachers and nothing else`() throws {
        var conversation = try Conversation()
        #expect(conversation.say("V 12 M 15").hasPrefix("Falta D (docentes). Recibi H12 M15."))
    }

    @Test(arguments: ["V 12 15 2", "V SIN CLASES LLUVIA"])
    func `V without M is a school that the phone does not have`(text: String) throws {
        var conversation = try Conversation(schools: [(Sample.one, "A"), (Sample.three, "B")])
        #expect(conversation.say(text).hasPrefix("Usted no reporta por V."))
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

    @Test(arguments: ["no hubo clases en la tarde", "sin clases desde las 10", "Esta tarde no hubo clases por lluvia"])
    func `half a day without class closes nothing and is asked about`(text: String) throws {
        var teacher = try Conversation()
        #expect(
            teacher.say(text)
                == "Hubo clases? Si hubo, envie: H 12 M 15 D 2. Si no hubo, envie solo: SIN CLASES y el motivo.")
        #expect(teacher.last?.report == nil)
        var elder = try Conversation(role: .community)
        #expect(elder.say(text).contains("Responda SI o NO") && elder.last?.report == nil)
    }

    @Test
    func `a total that counts the teachers too agrees`() throws {
        #expect(try Self.said("H 12 M 15 D 2 total 29", [(Sample.one, nil)]).report?.content == Sample.present(12, 15, 2))
        #expect(try Self.said("H 12 M 15 D 2 total 28", [(Sample.one, nil)]).report == nil)
    }
}
