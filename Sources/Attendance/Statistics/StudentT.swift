import Foundation

/// Student's t distribution with a whole number of degrees of freedom.
///
/// - Source: Abramowitz, Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4: the probability that |t| stays
///   below a bound is a finite sum for whole degrees of freedom, so that no table and no approximation is needed.
struct StudentT: Sendable {
    let degrees: Int

    /// Beyond this the sum tells no two distributions apart to four digits.
    private static let mostDegrees = 2_000

    init(degrees: Int) { self.degrees = min(max(1, degrees), Self.mostDegrees) }

    /// The probability that |t| < bound.
    func probability(within bound: Double) -> Double {
        let angle = atan(bound / Double(degrees).squareRoot())
        let (sine, cosine) = (sin(angle), cos(angle))
        let isOdd = degrees % 2 == 1
        guard degrees > 1 else { return 2 * angle / .pi }
        // Odd: cos + 2/3 cos³ + (2·4)/(3·5) cos⁵ …; even: 1 + 1/2 cos² + (1·3)/(2·4) cos⁴ …
        var term = isOdd ? cosine : 1
        var sum = term
        var factor = isOdd ? 2.0 : 1.0
        while Int(factor) + 2 < degrees {
            term *= factor / (factor + 1) * cosine * cosine
            sum += term
            factor += 2
        }
        return isOdd ? 2 / .pi * (angle + sine * sum) : sine * sum
    }

    /// The bound within which |t| stays with a probability; `0.95` gives the usual two-sided quantile.
    func bound(of probability: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while self.probability(within: high) < probability, high < 1e6 { high *= 2 }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if self.probability(within: middle) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
