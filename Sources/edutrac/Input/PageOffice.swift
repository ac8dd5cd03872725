import Attendance
import OfficeConfiguration
import PrintedReports

/// What printed pages say of the office, in which words and with which layout, as the configuration has it.
struct PageOffice {
    let workplace: Workplace

    func office() throws -> PrintedOffice {
        let configuration = workplace.configuration
        return PrintedOffice(
            name: configuration.office.name, phone: configuration.office.phone?.national,
            logo: try configuration.print.logo.map { (path) throws(Complaint) in try PageFiles.logo(path) },
            rules: workplace.office.month, questions: workplace.office.questions, today: workplace.today)
    }

    func wording() throws -> PageWording {
        let configuration = workplace.configuration
        let folders = configuration.templateFolders
        guard let language = configuration.print.language else {
            // The texts by SMS may be in a language that has no words for pages.
            return try PageFiles.wording(configuration.office.language, in: folders)
                ?? PageFiles.wording("es", in: folders) ?? .spanish
        }
        guard let wording = try PageFiles.wording(language, in: folders) else { throw Self.noWords(language, "language") }
        return wording
    }

    func second() throws -> PageWording? {
        guard let language = workplace.configuration.print.secondLanguage else { return nil }
        guard let wording = try PageFiles.wording(language, in: workplace.configuration.templateFolders) else {
            throw Self.noWords(language, "second_language")
        }
        return wording
    }

    private static func noWords(_ language: String, _ key: String) -> Complaint {
        Complaint(
            .configuration,
            "There are no words in \"\(language)\" for printed pages (`[print] \(key)`). Put \(language).toml into "
                + "templates/words beside edutrac.toml; es.toml in /usr/share/edutrac/templates/words is the pattern.")
    }

    /// The office's own templates, `own` before all others. One that is broken is told, and the built-in one used.
    func templates(_ own: [PageTemplates.Source] = []) throws(Complaint) -> PageTemplates {
        var sources = own
        for folder in workplace.configuration.templateFolders { sources += try PageFiles.sources(in: folder) }
        let templates = PageTemplates(sources)
        for problem in templates.problems {
            workplace.terminal.complain(
                "edutrac: warning: \(problem.path), line \(problem.line): \(problem.reason). "
                    + "The built-in one is used instead.")
        }
        return templates
    }
}
