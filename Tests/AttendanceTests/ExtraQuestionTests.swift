import Attendance
import Foundation
import Testing

/// Materials, maintenance and whatever the office asks beside attendance.
@Suite("Extra questions")
struct ExtraQuestionTests {
    static let water = ExtraQuestion(
        key: "agua", words: ["agua"], kind: .scale, rhythm: .weekly, roles: [.head],
        wordings: ["es": "Que parte del local de {school} tiene agua? Responda asi: {example}"])
    static let meals = ExtraQuestion(
        key: "desayunos", words: ["desayunos"], kind: .count, rhythm: .weekly, roles: [.head, .teacher],
        wordings: ["es": "Cuantos desayunos se sirvieron en {school}? Asi: {example}"])
    static let all = ExtraQuestion.readyMade + [water, meals]

    // MARK: Reading

    @Test(arguments: [
        ("MATERIALES SI", "materials=1", "answers"), ("materiales no", "materials=0", "answers"),
        ("MATERIALES: SI", "materials=1", "answers"), ("mat si", "materials=1", "answers"),
        ("matereales si", "materials=1", "answers"), ("no hay materiales", "materials=0", "answers"),
        ("sin materiales", "materials=0", "answers"), ("si hay materiales gracias", "materials=1", "answers"),
        ("A MATERIALES SI", "materials=1", "answers school=A"), ("agua 75", "agua=75", "answers"),
        ("desayunos doce", "desayunos=12", "answers"), ("agua 40", "agua?agua 40", "answers"),
        ("desayunos 5000", "desayunos?desayunos 5000", "answers"), ("MATERIALES", "materials?materiales", "answers"),
        ("MATERIALES SI MANTENIMIENTO NO", "materials=1 maintenance=0", "answers"),
        ("H 12 M 15 D 2 MATERIALES SI", "materials=1", "report H12 M15 D2"),
        ("MATERIALES NO H 12 M 15 D 2", "materials=0", "report H12 M15 D2"),
        ("H12 M15 D2 agua 50 desayunos 27", "agua=50 desayunos=27", "report H12 M15 D2"),
        ("12 15 2 agua 50", "agua=50", "report -12 -15 -2"), ("MATERIALES 12 15 2", "materials?materiales", "report -12 -15 -2"),
        ("NO MATERIALES", "materials=0", "answers"), ("SI MATERIALES", "materials=1", "answers"),
        ("No tenemos materiales", "materials=0", "answers"), ("no llegaron materiales", "materials=0", "answers"),
        ("H 12 M 15 D 2. NO MATERIALES", "materials=0", "report H12 M15 D2"),
        ("MATERIALES 30", "materials?materiales 30", "answers"), ("materiales hay 30", "materials?materiales 30", "answers"),
        ("SI MATERIALES NO", "materials=0", "yes"), ("SIN CLASES LLUVIA MATERIALES SI", "materials=1", "noClass (LLUVIA)"),
        ("PRUEBA H 3 M 4 D 1 MATERIALES SI", "materials=1", "report PRUEBA H3 M4 D1"),
        ("los materiales no llegaron todavia al colegio", "", "office"), ("H 12 M 15 D 2", "", "report H12 M15 D2"),
        ("SI", "", "yes"), ("no hay desayunos", "desayunos=0", "answers"), ("sin desayunos", "desayunos=0", "answers"),
        ("no llegaron desayunos", "desayunos=0", "answers"), ("no hay agua", "agua=0", "answers"),
        ("H 12 M 15 D 2 no hay desayunos", "desayunos=0", "report H12 M15 D2"),
    ])
    func `answers stand alone or beside anything else`(text: String, replies: String, reading: String) {
        let read = MessageGrammar(questions: Self.all).read(text, on: Sample.day("2026-05-06"))
        let said = (read.head?.replies ?? []).map { reply in
            switch reply.value {
            case .value(let value): "\(reply.key)=\(value)"
            case .unclear(let words): "\(reply.key)?\(words.lowercased())"
            }
        }
        #expect(said.joined(separator: " ") == replies)
        #expect(read.words == reading)
    }

    @Test
    func `without such a question its word is any other word`() {
        let read = MessageGrammar().read("MATERIALES SI", on: Sample.day("2026-05-06"))
        #expect(read.words == "office")
    }

    // MARK: Answering

    private func conversation(_ role: ReporterRole = .teacher, schools: [(School, String?)] = [(Sample.one, nil)]) throws -> Conversation {
        var office = try Sample.office()
        office.questions = Self.all
        let context = SenderContext(
            reporter: Sample.reporter(Sample.rosa, role, schools: schools),
            schools: schools.map { .init(school: $0.0, letter: $0.1) })
        return Conversation(context, office: office)
    }

    @Test(arguments: [
        ("MATERIALES SI", "Recibido I.E. 501 Kimbiri: MATERIALES SI. Gracias.", 1),
        ("H 12 M 15 D 2 MATERIALES SI", "Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Alumnos 27 de 30. Si hay error, envie el mensaje de nuevo. Gracias. MATERIALES SI.", 1),
        ("H 12 M 15 D 2 MATERIALES SI MANTENIMIENTO NO AGUA 75", "Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Alumnos 27 de 30. Si hay error, envie el mensaje de nuevo. Gracias. MATERIALES SI, MANTENIMIENTO NO, AGUA 75.", 3),
        ("H 12 MATERIALES SI", "Falta M (mujeres) y D (docentes). Recibi H12. Envie solo lo que falta, asi: M 15 D 2 MATERIALES SI.", 1),
        ("AGUA 40", "No entendi su respuesta sobre AGUA. Escriba asi: AGUA 75", 0),
        ("AGUA 40 MATERIALES SI", "Recibido I.E. 501 Kimbiri: MATERIALES SI. No entendi AGUA. Escriba asi: AGUA 75", 1),
        ("PRUEBA MATERIALES SI", "PRUEBA: Recibido I.E. 501 Kimbiri: MATERIALES SI. Gracias.", 1),
    ])
    func `one reply says both`(text: String, reply: String, answers: Int) throws {
        var conversation = try conversation()
        #expect(conversation.say(text) == reply)
        #expect(conversation.last?.answers.count == answers)
        #expect(conversation.last?.answers.allSatisfy { $0.isTraining == text.hasPrefix("PRUEBA") } == true)
        #expect(Sample.fits(reply))
    }

    @Test
    func `what does not fit beside the answers is left out from the end`() throws {
        var conversation = try conversation()
        let reply = conversation.say("H 12 M 15 D 2 MATERIALES SI MANTENIMIENTO NO AGUA 75 DESAYUNOS 27")
        #expect(
            reply
                == "Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Alumnos 27 de 30. MATERIALES SI, MANTENIMIENTO NO, AGUA 75, DESAYUNOS 27.")
        #expect(Sample.fits(reply))
    }

    @Test
    func `the community answers in its own stream, a month counts as one`() throws {
        var conversation = try conversation(.community)
        #expect(
            conversation.say("SI MATERIALES NO", at: "2026-05-11 11:00")
                == "Recibido I.E. 501 Kimbiri lun 11/05: si hubo clases. Gracias. MATERIALES NO.")
        let answer = try #require(conversation.last?.answers.first)
        #expect(answer.period == Sample.day("2026-05-01"))
        #expect(answer.stream == .community)
        #expect(answer.value == 0)
        #expect(conversation.last?.report?.content == .heldClass(true))
        conversation.say("AGUA 50", at: "2026-05-12 11:00")
        #expect(conversation.last?.answers.first?.period == Sample.day("2026-05-11"))
    }

    @Test
    func `a phone with two schools says which, and then all of it counts`() throws {
        var conversation = try conversation(schools: [(Sample.one, "A"), (Sample.two, "B")])
        #expect(conversation.say("H 9 M 10 D 1 MATERIALES SI").hasPrefix("Usted reporta por 2 escuelas."))
        #expect(conversation.last?.answers.isEmpty == true)
        #expect(conversation.say("B").hasSuffix("MATERIALES SI."))
        #expect(conversation.last?.answers.map(\.school) == [Sample.two.key])
        #expect(conversation.say("MATERIALES SI").contains("Ej: A MATERIALES SI"))
        #expect(conversation.say("A").hasPrefix("Recibido I.E. 501 Kimbiri: MATERIALES SI."))
    }

    @Test
    func `SI or a number alone answers an extra question of which only the word came`() throws {
        var conversation = try conversation()
        #expect(conversation.say("MATERIALES").hasSuffix("Escriba asi: MATERIALES SI"))
        #expect(conversation.say("NO") == "Recibido I.E. 501 Kimbiri: MATERIALES NO. Gracias.")
        #expect(conversation.say("NO").hasPrefix("No tenemos una pregunta pendiente"))
        conversation.say("AGUA 40")
        #expect(conversation.say("75") == "Recibido I.E. 501 Kimbiri: AGUA 75. Gracias.")
        conversation.say("MATERIALES MANTENIMIENTO")
        #expect(conversation.say("SI").hasPrefix("Recibido I.E. 501 Kimbiri: MATERIALES SI. No entendi MANTENIMIENTO."))
        #expect(conversation.say("NO") == "Recibido I.E. 501 Kimbiri: MANTENIMIENTO NO. Gracias.")
    }

    @Test
    func `beside figures it is asked likewise, and what is asked about figures comes first`() throws {
        var conversation = try conversation()
        #expect(conversation.say("H 12 M 15 D 2 MATERIALES").hasSuffix("MATERIALES SI"))
        #expect(conversation.last?.report != nil)
        #expect(conversation.say("SI") == "Recibido I.E. 501 Kimbiri: MATERIALES SI. Gracias.")
        #expect(conversation.say("H 41 M 15 D 2 MATERIALES").contains("matriculados"))
        #expect(conversation.say("SI").hasPrefix("Corregido I.E. 501 Kimbiri lun 04/05: H41 M15 D2"))
        var community = try self.conversation(.community)
        community.say("MATERIALES")
        #expect(community.say("SI") == "Recibido I.E. 501 Kimbiri: MATERIALES SI. Gracias.")
        #expect(community.last?.report == nil, "it says nothing of class")
        #expect(community.say("SI").hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: si hubo clases."))
    }

    @Test
    func `a full report leaves the extra question`() throws {
        var conversation = try conversation(schools: [(Sample.one, "A"), (Sample.two, "B")])
        conversation.say("B MATERIALES")
        #expect(conversation.say("A 12 15 2").hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05"))
        #expect(conversation.say("SI") == "Recibido I.E. 38387: MATERIALES SI. Gracias.")
    }

    // MARK: Asking

    private static func due(_ inputs: PlanningInputs, _ moment: String, _ questions: [ExtraQuestion] = all) throws -> [PlannedText] {
        var office = try Sample.office()
        office.questions = questions
        return ReminderPlanner(office: office, fits: Sample.fits).plan(inputs, at: Sample.moment(moment)).due
            .filter { $0.key.step == .extra }
    }

    @Test(arguments: [
        ("2026-05-04 09:59", []), ("2026-05-04 10:00", ["agua 321", "agua 323", "desayunos 321", "desayunos 322", "desayunos 323", "maintenance 325", "materials 325"]),
        // Not the first of its month; a Monday that is a holiday moves it.
        ("2026-05-11 10:00", ["agua 321", "agua 323", "desayunos 321", "desayunos 322", "desayunos 323"]),
        ("2026-06-01 10:00", ["agua 321", "agua 323", "desayunos 321", "desayunos 322", "desayunos 323", "maintenance 325", "materials 325"]),
        ("2026-06-29 10:00", []), ("2026-05-18 10:00", []), ("2026-05-04 19:01", []),
    ])
    func `it is asked with the question, once a week or once a month`(moment: String, expected: [String]) throws {
        let due = try Self.due(ReminderPlannerTests.inputs(), moment)
        #expect(due.map { "\($0.key.question ?? "") \($0.key.phone.e164.suffix(3))" }.sorted() == expected)
    }

    @Test
    func `it is asked once, and not where it is answered`() throws {
        var inputs = ReminderPlannerTests.inputs()
        let materials = [ExtraQuestion.readyMade[0]]
        let text = try #require(try Self.due(inputs, "2026-05-04 10:00", materials).first)
        #expect(
            text.text == "Autoridad: llegaron los materiales educativos a I.E. 501 Kimbiri? Responda asi: MATERIALES SI. Gracias.")
        var office = try Sample.office()
        office.questions = materials
        let planner = ReminderPlanner(office: office, fits: Sample.fits)
        let now = Sample.moment("2026-05-04 11:00")
        #expect(planner.objection(to: text.key, schools: text.schools, inputs, at: now) == nil)
        inputs.sent = [.init(key: text.key, leftAt: nil)]
        #expect(try Self.due(inputs, "2026-05-04 12:00", materials).isEmpty)
        inputs.sent = []
        let answer = ExtraAnswerKey(
            school: Sample.one.key, question: "materials", period: Sample.day("2026-05-01"), stream: .community)
        inputs.answers = [answer]
        #expect(try Self.due(inputs, "2026-05-04 10:00", materials).isEmpty)
        #expect(planner.objection(to: text.key, schools: text.schools, inputs, at: now) == .hasReported)
        office.questions = []
        let none = ReminderPlanner(office: office, fits: Sample.fits)
        #expect(none.objection(to: text.key, schools: text.schools, inputs, at: now) == .switchedOff)
    }

    @Test
    func `one SMS names both schools of a phone`() throws {
        let elder = Sample.reporter(Sample.elder, .community, schools: [(Sample.one, "A"), (Sample.two, "B")])
        let inputs = PlanningInputs(schools: [Sample.one, Sample.two], reporters: [elder])
        let texts = try Self.due(inputs, "2026-05-04 10:00", [ExtraQuestion.readyMade[0]])
        #expect(texts.map(\.schools) == [[Sample.two.key, Sample.one.key].sorted()])
        #expect(texts[0].text.contains("A=I.E. 501 Kimbiri, B=I.E. 38387"))
        #expect(texts[0].text.contains("Responda asi: A MATERIALES SI"))
    }

    // MARK: Questions that cannot be asked

    @Test
    func `a question that cannot be asked is told`() {
        #expect(Self.all.flatMap { $0.problems(fits: Sample.fits) } == [])
        var question = Self.water
        question.words = ["hombres"]
        #expect(question.problems(fits: Sample.fits).first?.contains("means something else in a report") == true)
        question = Self.water
        question.wordings = ["es": "Hay agua?"]
        #expect(question.problems(fits: Sample.fits).first?.contains("lacks {example}") == true)
        question.wordings = ["es": String(repeating: "agua ", count: 40) + "{example}"]
        #expect(question.problems(fits: Sample.fits).first?.contains("does not fit one SMS") == true)
    }
}
