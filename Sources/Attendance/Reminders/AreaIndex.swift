/// Closures or holds by the area they are about: those of a school are found without a look at all others.
struct AreaIndex<Entry> {
    let entries: [Entry]
    private var ofSchool: [SchoolKey: [Int]] = [:]
    private var ofCluster: [String: [Int]] = [:]
    private var ofDistrict: [String: [Int]] = [:]
    private var ofOffice: [Int] = []

    init(_ entries: [Entry], scope: (Entry) -> SchoolScope) {
        self.entries = entries
        for (place, entry) in entries.enumerated() {
            switch scope(entry) {
            case .school(let key): ofSchool[key, default: []].append(place)
            case .cluster(let name): ofCluster[name, default: []].append(place)
            case .district(let name): ofDistrict[name, default: []].append(place)
            case .office: ofOffice.append(place)
            }
        }
    }

    /// Where those that cover a school stand among all of them, in order.
    func places(of school: School) -> [Int] {
        let (bySchool, byDistrict) = (ofSchool[school.key], ofDistrict[school.district])
        let byCluster = school.cluster.flatMap { ofCluster[$0] }
        // Nearly all schools have only what the whole office has.
        if bySchool == nil, byCluster == nil, byDistrict == nil { return ofOffice }
        return ((bySchool ?? []) + (byCluster ?? []) + (byDistrict ?? []) + ofOffice).sorted()
    }

    func entries(of school: School) -> [Entry] { places(of: school).map { entries[$0] } }
}

extension PlanningInputs {
    /// About how many schools nothing unasked is sent on a day.
    package func schoolsHeld(on day: SchoolDay) -> Int {
        let index = AreaIndex(holds.filter { $0.first <= day && $0.lasts(on: day) }, scope: \.scope)
        return schools.count { !index.places(of: $0).isEmpty }
    }
}

/// Things of schools that stand in a row, by the place of the school, without an array for each.
struct PlaceGroups<Element> {
    private var starts: [Int]
    private var elements: [Element] = []

    /// - Parameter pairs: keep their order within a school.
    init(places: Int, _ pairs: [(place: Int, element: Element)]) {
        starts = Array(repeating: 0, count: places + 1)
        for pair in pairs { starts[pair.place + 1] += 1 }
        for place in 0..<places { starts[place + 1] += starts[place] }
        guard let first = pairs.first else { return }
        elements = Array(repeating: first.element, count: pairs.count)
        var next = starts
        for pair in pairs {
            elements[next[pair.place]] = pair.element
            next[pair.place] += 1
        }
    }

    subscript(place: Int) -> ArraySlice<Element> { elements[starts[place]..<starts[place + 1]] }
}
