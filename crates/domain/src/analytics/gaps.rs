//! How many different ones came within any range, without looking at each.
//!
//! A roll-up keeps for each day how many came then, by how many days before
//! they had come last. Whoever comes twice in a range is counted where the
//! time before lies outside of it, and so once.

use std::collections::{BTreeMap, BTreeSet};

use super::Day;

/// By day and gap; the gap 0 is that of who had not come before, or not within
/// the time that is looked back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps(BTreeMap<Day, BTreeMap<Day, i64>>);

impl Gaps {
    pub fn add(&mut self, day: Day, gap: Day, count: i64) {
        *self.0.entry(day).or_default().entry(gap).or_default() += count;
    }

    /// How many different ones came on these days, both included.
    pub fn distinct(&self, from: Day, to: Day) -> i64 {
        if from > to {
            return 0;
        }
        let outside = |day: Day, gap: Day| gap == 0 || day - gap < from;
        let of_day = |(day, gaps): (&Day, &BTreeMap<Day, i64>)| -> i64 {
            gaps.iter().filter(|(gap, _)| outside(*day, **gap)).map(|(_, count)| count).sum()
        };
        self.0.range(from..=to).map(of_day).sum()
    }
}

/// Notes that somebody came on a day: how the roll-up changes, as day, gap and
/// count. Gaps beyond `limit` are not told apart. It may be a day before one
/// that is known already.
pub fn arrive(days: &mut BTreeSet<Day>, day: Day, limit: Day) -> Vec<(Day, Day, i64)> {
    if !days.insert(day) {
        return Vec::new();
    }
    let before = days.range(..day).next_back().copied();
    let after = days.range(day + 1..).next().copied();
    let gap = |later: Day, earlier: Option<Day>| {
        earlier.map(|earlier| later - earlier).filter(|gap| *gap <= limit).unwrap_or(0)
    };
    let mut changes = vec![(day, gap(day, before), 1)];
    if let Some(after) = after {
        changes.push((after, gap(after, before), -1));
        changes.push((after, gap(after, Some(day)), 1));
    }
    changes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_range_counts_each_once(
            came in proptest::collection::vec((0u8..12, 0i32..60), 0..200),
            from in -5i32..65,
            length in 0i32..30,
        ) {
            let mut gaps = Gaps::default();
            let mut days: BTreeMap<u8, BTreeSet<Day>> = BTreeMap::new();
            for (who, day) in &came {
                for (day, gap, count) in arrive(days.entry(*who).or_default(), *day, 30) {
                    gaps.add(day, gap, count);
                }
            }
            let to = from + length;
            let wanted: BTreeSet<u8> =
                came.iter().filter(|(_, day)| (from..=to).contains(day)).map(|(who, _)| *who).collect();
            prop_assert_eq!(gaps.distinct(from, to), wanted.len() as i64);
        }
    }
}
