//! What drawing costs, in pixels: it is linear in the area of what is painted
//! and the length of its edges, so both are summed up beforehand.

use domain::{Error, Result};
use resvg::tiny_skia::{Path, PathSegment, Point};
use resvg::usvg::filter::Kind;
use resvg::usvg::{ClipPath, Group, Mask, Node, Paint, Rect, Tree};

use super::EDGE;

/// Pixels painted, over and over: about a second's work.
const MAX_PAINTED: f64 = 300e6;
/// Pixels of layers that are in memory at once, of four bytes each.
const MAX_LAYERED: f64 = 10e6;
/// What it costs to follow an edge over a pixel, in pixels painted.
const EDGE_COST: f64 = 40.0;

/// Refuses a drawing that would take long, or much memory, at this scale.
pub(super) fn check(tree: &Tree, scale: f32) -> Result<()> {
    Cost { scale: f64::from(scale), painted: 0.0 }.group(tree.root(), 0.0)
}

struct Cost {
    scale: f64,
    painted: f64,
}

/// Layers grow to five times the canvas in each direction, and no further.
const CANVAS: f64 = (EDGE * EDGE) as f64;
const MAX_LAYER: f64 = CANVAS * 25.0;

impl Cost {
    fn paint(&mut self, pixels: f64) -> Result<()> {
        self.painted += pixels;
        // Neither more nor no number at all.
        if self.painted <= MAX_PAINTED { Ok(()) } else { Err(Error::TooManyPixels) }
    }

    fn area(&self, width: f32, height: f32, most: f64) -> f64 {
        // A few pixels around it, in either direction.
        let side = |length: f32| f64::from(length) * self.scale + 4.0;
        (side(width) * side(height)).min(most)
    }

    fn layer(&self, held: f64, area: f64) -> Result<f64> {
        let held = held + area;
        if held <= MAX_LAYERED { Ok(held) } else { Err(Error::TooManyPixels) }
    }

    /// `held` is what the layers around it occupy.
    fn group(&mut self, group: &Group, held: f64) -> Result<()> {
        let mut held = held;
        if group.should_isolate() {
            let bounds = group.abs_layer_bounding_box();
            let area = self.area(bounds.width(), bounds.height(), MAX_LAYER);
            held = self.layer(held, area)?;
            self.paint(area * 3.0)?;
            for filter in group.filters() {
                let rect = filter.rect();
                let area = self.area(rect.width(), rect.height(), MAX_LAYER);
                let steps = filter.primitives().len() as f64;
                self.layer(held, area * (steps + 2.0))?;
                self.paint(area * steps * 20.0)?;
                if !filter.primitives().iter().all(|primitive| is_cheap(primitive.kind())) {
                    return Err(Error::TooManyPixels);
                }
            }
            if let Some(clip) = group.clip_path() {
                self.clip(clip, area, held)?;
            }
            if let Some(mask) = group.mask() {
                self.mask(mask, area, held)?;
            }
        }
        for child in group.children() {
            self.node(child, held)?;
        }
        Ok(())
    }

    fn clip(&mut self, clip: &ClipPath, area: f64, held: f64) -> Result<()> {
        let held = self.layer(held, area)?;
        self.paint(area * 2.0)?;
        self.group(clip.root(), held)?;
        clip.clip_path().map_or(Ok(()), |clip| self.clip(clip, area, held))
    }

    fn mask(&mut self, mask: &Mask, area: f64, held: f64) -> Result<()> {
        let held = self.layer(held, area * 2.0)?;
        self.paint(area * 4.0)?;
        self.group(mask.root(), held)?;
        mask.mask().map_or(Ok(()), |mask| self.mask(mask, area, held))
    }

    fn node(&mut self, node: &Node, held: f64) -> Result<()> {
        let path = match node {
            Node::Group(group) => return self.group(group, held),
            Node::Path(path) => path,
            Node::Image(_) | Node::Text(_) => return Ok(()),
        };
        let points = path.data().len() as f64;
        let (x, y) = path.abs_transform().get_scale();
        let scale = f64::from(x.max(y)) * self.scale;
        let lines = length(path.data(), scale, f64::from(EDGE) * 2.0);
        let covered = |cost: &Self, rect: Rect| cost.area(rect.width(), rect.height(), MAX_LAYER);
        let fill = path.fill().map(|fill| fill.paint());
        let stroke = path.stroke().map(|stroke| stroke.paint());
        if fill.is_some() {
            let area = covered(self, path.abs_bounding_box());
            self.paint(area + lines * EDGE_COST + points * 20.0)?;
        }
        if let Some(stroke) = path.stroke() {
            // Both sides of each line, in pieces, and a joint at each point.
            let joint = (f64::from(stroke.width().get()) * scale).min(CANVAS.sqrt()) * 4.0;
            let outline = lines * 5.0 + points * joint;
            let dashes = stroke.dasharray().map_or(0.0, |dashes| {
                let (turn, parts) = (dashes.iter().sum::<f32>(), dashes.len() as f64);
                length(path.data(), 1.0, f64::INFINITY) / f64::from(turn) * parts
            });
            let pieces = points + dashes;
            let area = covered(self, path.abs_stroke_bounding_box());
            // Where outlines lie upon each other, they are sorted.
            let sorting = pieces * pieces / 4.0;
            self.paint(area + outline * EDGE_COST + pieces * 200.0 + sorting)?;
        }
        for paint in [fill, stroke].into_iter().flatten() {
            if let Paint::Pattern(pattern) = paint {
                let rect = pattern.rect();
                let stretch = path.abs_transform().post_concat(pattern.transform());
                let (x, y) = stretch.get_scale();
                let area = self.area(rect.width() * x, rect.height() * y, f64::INFINITY);
                let held = self.layer(held, area)?;
                self.paint(area)?;
                self.group(pattern.root(), held)?;
            }
        }
        Ok(())
    }
}

/// About as long as the lines of a path are, at a scale, each counting so much
/// at most.
fn length(path: &Path, scale: f64, most: f64) -> f64 {
    let (mut at, mut sum) = (Point::zero(), 0.0);
    let mut line = |to: Point, at: &mut Point| {
        sum += (f64::from((to - *at).length()) * scale).min(most);
        *at = to;
    };
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => at = to,
            PathSegment::LineTo(to) => line(to, &mut at),
            PathSegment::QuadTo(a, to) => [a, to].into_iter().for_each(|to| line(to, &mut at)),
            PathSegment::CubicTo(a, b, to) => {
                [a, b, to].into_iter().for_each(|to| line(to, &mut at));
            }
            PathSegment::Close => {}
        }
    }
    sum
}

/// Whether a step of a filter costs the same however it is set.
fn is_cheap(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Blend(_)
            | Kind::ColorMatrix(_)
            | Kind::ComponentTransfer(_)
            | Kind::Composite(_)
            | Kind::DropShadow(_)
            | Kind::Flood(_)
            | Kind::GaussianBlur(_)
            | Kind::Merge(_)
            | Kind::Offset(_)
            | Kind::Tile(_)
    )
}
