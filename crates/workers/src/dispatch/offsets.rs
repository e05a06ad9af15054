//! From where each partition is to be read on: behind the last record before
//! which all are handled.

use std::collections::{BTreeSet, HashMap};

use gateways::bus::Place;

#[derive(Default)]
pub(super) struct Offsets(HashMap<Place, Progress>);

#[derive(Default)]
struct Progress {
    /// Behind the newest record that was read.
    next: i64,
    /// Records whose messages are being handled.
    open: BTreeSet<i64>,
    committed: i64,
}

impl Offsets {
    pub(super) fn begin(&mut self, place: &Place, offset: i64) {
        let progress = self.0.entry(place.clone()).or_default();
        progress.open.insert(offset);
        progress.next = progress.next.max(offset + 1);
    }

    pub(super) fn end(&mut self, place: &Place, offset: i64) {
        if let Some(progress) = self.0.get_mut(place) {
            progress.open.remove(&offset);
        }
    }

    /// The places that have moved since this was asked last.
    pub(super) fn moved(&mut self) -> Vec<(Place, i64)> {
        let mut moved = Vec::new();
        for (place, progress) in &mut self.0 {
            let at = progress.open.first().copied().unwrap_or(progress.next);
            if at != progress.committed {
                progress.committed = at;
                moved.push((place.clone(), at));
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unhandled_is_passed_over() {
        let place = Place { topic: "t".to_owned(), partition: 3 };
        let mut offsets = Offsets::default();
        for offset in 4..8 {
            offsets.begin(&place, offset);
        }
        offsets.end(&place, 5);
        assert_eq!(offsets.moved(), [(place.clone(), 4)]);
        offsets.end(&place, 4);
        assert_eq!(offsets.moved(), [(place.clone(), 6)]);
        assert_eq!(offsets.moved(), []);
        offsets.end(&place, 7);
        offsets.end(&place, 6);
        assert_eq!(offsets.moved(), [(place, 8)]);
    }
}
