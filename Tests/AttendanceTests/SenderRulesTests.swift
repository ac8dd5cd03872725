import Attendance
import Foundation
import Testing

@Suite("Who is answered")
struct SenderRulesTests {
    private static func text(
        _ body: String, phone: PhoneNumber?, forbids: Bool = false, missing: [Int] = [],
        serviceCentre: String? = "2026-05-04 11:00", at: String = "2026-05-04 11:00"
    ) -> InboundText {
        InboundText(
            sender: phone?.e164 ?? "TELEANDES", phone: phone, body: body,
            serviceCentreTime: serviceCentre.map(Sample.moment), receivedAt: Sample.moment(at),
            forbidsAutomaticReply: forbids, missingParts: missing)
    }

    private static let now = Sample.moment("2026-05-04 11:00")

    @Test
    func `a brand and our own number never are`() throws {
        var conversation = try Conversation()
        #expect(conversation.say(Self.text("H 12 M 15 D 2", phone: nil), at: Self.now) == "-notAMobile")
        #expect(conversation.last?.report == nil)
        let own = Sample.phone("987654399")
        #expect(conversation.say(Self.text("H 12 M 15 D 2", phone: own), at: Self.now) == "-ownNumber")
        #expect(conversation.last?.report == nil)
    }

    @Test
    func `a text that forbids an answer still counts`() throws {
        var conversation = try Conversation()
        #expect(conversation.say(Self.text("H 12 M 15 D 2", phone: Sample.rosa, forbids: true), at: Self.now) == "-forbidden")
        #expect(conversation.last?.report?.content == Sample.present(12, 15, 2))
    }

    enum Count: CaseIterable, Sendable {
        case hour, day, office, identical

        func set(_ number: Int, in context: inout SenderContext) {
            switch self {
            case .hour: context.repliesInLastHour = number
            case .day: context.repliesInLastDay = number
            case .office: context.officeRepliesToday = number
            case .identical: context.identicalTextsInLastHour = number
            }
        }
    }

    @Test(arguments: [
        (Count.hour, 6, "-capPerHour"), (.day, 12, "-capPerDay"), (.office, 500, "-officeBudget"),
        (.identical, 3, "-loop"),
    ])
    func `a cap silences the reply and keeps the report`(count: Count, limit: Int, silence: String) throws {
        var below = try Conversation { count.set(limit - 1, in: &$0) }
        #expect(below.say("H 12 M 15 D 2").hasPrefix("Recibido"))
        var at = try Conversation { count.set(limit, in: &$0) }
        #expect(at.say("H 12 M 15 D 2") == silence)
        #expect(at.last?.report != nil)
        #expect(at.say("gracias") == "-polite")
        #expect(at.say("BAJA") == silence)
        #expect(at.last?.rosterChange == .optOut)
    }

    @Test
    func `a question that a cap has silenced is not open`() throws {
        var conversation = try Conversation { $0.repliesInLastHour = 6 }
        conversation.say("H 41 M 15 D 2")
        #expect(conversation.context.openQuestion == nil)
    }

    @Test
    func `a stranger is told once a day how to join`() throws {
        var stranger = Conversation(SenderContext(), office: try Sample.office(), phone: Sample.stranger)
        let told =
            "Este numero no esta registrado. Si es docente o autoridad, responda: ALTA, su nombre y el codigo modular. Ej: ALTA ROSA QUISPE 9999996"
        #expect(stranger.say("Buenas tardes", at: "2026-05-04 11:00") == told)
        #expect(stranger.say("H 12 M 15 D 2", at: "2026-05-04 23:59") == "-toldUnregisteredToday")
        #expect(stranger.last?.report == nil)
        #expect(stranger.say("AYUDA", at: "2026-05-05 00:01") == told)
    }

    @Test
    func `ALTA from a stranger waits for the office`() throws {
        var stranger = Conversation(SenderContext(), office: try Sample.office(), phone: Sample.stranger)
        #expect(stranger.say("ALTA").hasPrefix("Este numero no esta registrado"))
        #expect(
            stranger.say("ALTA Rosa Quispe 9999996")
                == "Recibimos su pedido: Rosa Quispe, codigo 9999996. La oficina lo revisara y le avisara. Gracias.")
        #expect(stranger.last?.rosterChange == .apply(name: "Rosa Quispe", codMod: "9999996"))
    }

    @Test
    func `who waits for the office is told once a day, and counts for nothing`() throws {
        var pending = try Conversation(status: .pending)
        #expect(pending.say("H 12 M 15 D 2") == "Su pedido de registro esta en la oficina. Le avisaremos. Consultas: 987654300")
        #expect(pending.last?.report == nil)
        #expect(pending.say("H 12 M 15 D 2") == "-toldUnregisteredToday")
        #expect(pending.say("gracias") == "-polite")
        #expect(pending.say("BAJA").hasPrefix("Listo, no le enviaremos mas mensajes"))
        #expect(pending.last?.rosterChange == .optOut)
    }

    @Test
    func `an ALTA without name and code does not tell a stranger twice`() throws {
        var stranger = Conversation(SenderContext(), office: try Sample.office(), phone: Sample.stranger)
        #expect(stranger.say("hola quiero ayudar").hasPrefix("Este numero no esta registrado"))
        #expect(stranger.say("ALTA ANA") == "-toldUnregisteredToday")
        #expect(stranger.last?.reading == ReadingName.application.rawValue, "a person sees to it")
        #expect(stranger.last?.rosterChange == nil)
    }

    @Test
    func `ALTA of one whom the office has refused is for the office to read, and asks for nothing by itself`() throws {
        var refused = try Conversation(status: .refused)
        #expect(refused.say("ALTA ROSA QUISPE 9999996").contains("oficina"))
        #expect(refused.last?.reading == ReadingName.officeText.rawValue && refused.last?.rosterChange == nil)
        #expect(refused.say("ALTA ROSA QUISPE 9999996", at: "2026-05-04 11:05") == "-toldUnregisteredToday")
        #expect(refused.last?.reading == ReadingName.officeText.rawValue)
    }

    @Test
    func `after BAJA an applicant waits on with ALTA, and asks anew with name and code`() throws {
        var left = try Conversation(status: .optedOut) { $0.reporter?.statusBefore = .pending }
        #expect(left.say("H 12 M 15 D 2") == "-optedOut")
        #expect(left.last?.report == nil)
        #expect(left.say("ALTA") == "Su pedido de registro esta en la oficina. Le avisaremos. Consultas: 987654300")
        #expect(left.last?.rosterChange == .optIn)
        #expect(left.say("ALTA ANA PUMA 9999988").hasPrefix("Recibimos su pedido: ANA PUMA, codigo 9999988."))
        #expect(left.last?.rosterChange == .apply(name: "ANA PUMA", codMod: "9999988"))
    }

    @Test
    func `after BAJA who was no longer in the list is told how to join`() throws {
        var left = try Conversation(status: .optedOut) { $0.reporter?.statusBefore = .retired }
        #expect(left.say("ALTA").hasPrefix("Este numero no esta registrado"))
        #expect(left.last?.rosterChange == .optIn)
    }

    @Test
    func `ALTA with another school lifts BAJA, and a person reads the wish`() throws {
        var left = try Conversation(status: .optedOut)
        #expect(left.say("ALTA ROSA QUISPE 9999988").hasPrefix("Le escribe la oficina de educacion."))
        #expect(left.last?.rosterChange == .optIn)
        #expect(left.last?.reading == ReadingName.otherSchool.rawValue)
    }

    @Test(arguments: [ReporterStatus.refused, .retired])
    func `who was refused or left the list is a stranger`(status: ReporterStatus) throws {
        var person = try Conversation(status: status)
        #expect(person.say("H 12 M 15 D 2").hasPrefix("Este numero no esta registrado"))
        #expect(person.last?.report == nil && person.last?.rosterChange == nil)
    }

    @Test
    func `BAJA and ALTA of a known phone`() throws {
        var active = try Conversation()
        #expect(active.say("BAJA") == "Listo, no le enviaremos mas mensajes. Para volver a participar responda ALTA.")
        #expect(active.last?.rosterChange == .optOut)

        var left = try Conversation(status: .optedOut)
        #expect(left.say("Se malogro mi celular") == "-optedOut")
        #expect(left.say("H 12 M 15 D 2").hasPrefix("Recibido"))
        #expect(
            left.say("ALTA")
                == "Le escribe la oficina de educacion. Guardamos su nombre y celular solo para los reportes de su escuela. Puede salir con BAJA. Consultas: 987654300")
        #expect(left.last?.rosterChange == .optIn)
    }

    @Test
    func `a text with a gap is not believed`() throws {
        var conversation = try Conversation()
        let reply = conversation.say(Self.text("H 12 M 1[...]", phone: Sample.rosa, missing: [2]), at: Self.now)
        #expect(reply == "Su mensaje llego incompleto. Envielo otra vez, por favor, asi: H 12 M 15 D 2")
        #expect(conversation.last?.report == nil)
    }

    // MARK: Which day (ruling 1)

    @Test(arguments: [
        // T is Monday; sent on, after it, the Sunday after, and in the week before Monday's.
        ("2026-05-04 11:00", "2026-05-04", false, false), ("2026-05-05 11:59", "2026-05-04", false, false),
        ("2026-05-05 12:01", "2026-05-04", true, false), ("2026-05-10 08:00", "2026-05-04", true, false),
        // Holiday on Monday 29 June: T is Tuesday. The Monday itself has no T in the six days before.
        ("2026-06-29 10:00", "2026-06-29", true, true), ("2026-06-30 10:00", "2026-06-30", false, false),
        ("2026-07-05 10:00", "2026-06-30", true, false),
        // Vacation: the last T lies too far back.
        ("2026-05-20 10:00", "2026-05-20", true, true),
    ])
    func `without a day word a report counts for the last reporting day`(
        sent: String, day: String, late: Bool, offCalendar: Bool
    ) throws {
        var conversation = try Conversation()
        let reply = conversation.say("H 12 M 15 D 2", at: sent)
        let report = try #require(conversation.last?.report)
        #expect(report.day == Sample.day(day))
        #expect(report.isLate == late)
        #expect(report.marks.contains(.offCalendar) == offCalendar)
        let date = day.split(separator: "-")
        #expect(reply.contains("\(date[2])/\(date[1])"), "the reply names the day")
    }

    @Test
    func `on a holiday numbers are stored and the next day is named`() throws {
        var conversation = try Conversation()
        #expect(
            conversation.say("H 12 M 15 D 2", at: "2026-06-29 10:00")
                == "Recibido I.E. 501 Kimbiri lun 29/06 (feriado): H12 M15 D2. El proximo dia de reporte es martes 30/06. Gracias.")
        var other = try Conversation()
        #expect(
            other.say("SIN CLASES", at: "2026-06-29 10:00")
                == "Hoy 29/06 es feriado, no hay reporte. El proximo dia de reporte es martes 30/06. Gracias.")
        #expect(other.last?.report?.content == .noClass(reason: nil))
    }

    @Test(arguments: [
        // The service centre's time counts for 30 days; ahead of arrival it is our clock that is late, for a
        // year at most (one that stands at 1970 or 2089 says nothing).
        ("2026-05-04 10:00", "2026-05-06 18:00", "2026-05-04"), ("2026-04-27 10:00", "2026-05-06 18:00", "2026-04-27"),
        ("2026-03-30 10:00", "2026-05-06 18:00", "2026-05-04"), ("2026-05-11 10:00", "2026-05-04 10:00", "2026-05-11"),
        ("2029-05-11 10:00", "2026-05-04 10:00", "2026-05-04"),
        ("2026-05-04 00:05", "2026-05-03 23:58", "2026-05-04"),
    ])
    func `the service centre says when a text was sent`(sent: String, received: String, day: String) throws {
        var conversation = try Conversation()
        let text = Self.text("H 12 M 15 D 2", phone: Sample.rosa, serviceCentre: sent, at: received)
        _ = conversation.say(text, at: Sample.moment(received))
        #expect(conversation.last?.report?.day == Sample.day(day))
    }

    @Test
    func `without a service centre's time arrival counts`() throws {
        var conversation = try Conversation()
        let text = Self.text("H 12 M 15 D 2", phone: Sample.rosa, serviceCentre: nil, at: "2026-05-11 09:00")
        _ = conversation.say(text, at: Sample.moment("2026-05-11 09:00"))
        #expect(conversation.last?.report?.day == Sample.day("2026-05-11"))
    }

    @Test
    func `a closure of the office moves the day`() throws {
        var conversation = try Conversation {
            $0.closures = [
                Closure(scope: .district("Kimbiri"), first: Sample.day("2026-05-04"), last: Sample.day("2026-05-05"), reason: "huayco")
            ]
        }
        conversation.say("H 12 M 15 D 2", at: "2026-05-07 09:00")
        #expect(conversation.last?.report?.day == Sample.day("2026-05-06"))
        #expect(conversation.last?.report?.isLate == false)
    }
}
