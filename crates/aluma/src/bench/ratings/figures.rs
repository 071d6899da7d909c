//! Plain statistics.

/// The mean; 0 of nothing.
pub(super) fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / f64::max(numbers.len() as f64, 1.0)
}

/// The middle number, or the mean of the two; 0 of nothing.
pub(super) fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match (sorted.len() % 2, sorted.get(half.saturating_sub(1)), sorted.get(half)) {
        (1, _, Some(middle)) => *middle,
        (0, Some(low), Some(high)) => f64::midpoint(*low, *high),
        _ => 0.0,
    }
}

/// Root of the mean square of the differences; nothing of nothing.
pub(super) fn rmse(pairs: &[(f64, f64)]) -> Option<f64> {
    let squares: Vec<f64> = pairs.iter().map(|(a, b)| (a - b).powi(2)).collect();
    if squares.is_empty() { None } else { Some(mean(&squares).sqrt()) }
}

/// Rank correlation, equal values sharing the mean of their ranks; 0 where either side is all equal.
pub(super) fn spearman(pairs: &[(f64, f64)]) -> f64 {
    let left = ranks(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    let right = ranks(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    let (middle_left, middle_right) = (mean(&left), mean(&right));
    let (mut both, mut of_left, mut of_right) = (0.0, 0.0, 0.0);
    for (a, b) in left.iter().zip(&right) {
        let (a, b) = (a - middle_left, b - middle_right);
        both += a * b;
        of_left += a * a;
        of_right += b * b;
    }
    let scale = (of_left * of_right).sqrt();
    if scale > 0.0 { both / scale } else { 0.0 }
}

fn ranks(numbers: &[f64]) -> Vec<f64> {
    let rank = |number: &f64| {
        let below = numbers.iter().filter(|other| *other < number).count();
        let equal = numbers.iter().filter(|other| *other == number).count();
        below as f64 + (equal as f64 - 1.0) / 2.0
    };
    numbers.iter().map(rank).collect()
}
