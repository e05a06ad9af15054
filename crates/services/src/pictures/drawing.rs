//! SVG, drawn to pixels. It has no scripts, fonts, images or files here, and
//! what it may cost is known before it is drawn: how much its references
//! multiply, before they are followed, and the area that is painted, before it
//! is.

use std::collections::HashMap;

use domain::{Error, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::filter::Kind;
use resvg::usvg::roxmltree::{Document, Node as XmlNode, NodeId, ParsingOptions};
use resvg::usvg::{ClipPath, Group, ImageHrefResolver, Mask, Node, Options, Paint, Rect, Tree};

use super::scale::Square;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// Drawn this large: cut to the centre, and as large as the largest picture.
const EDGE: u32 = 512;

/// Elements and texts of the document.
const MAX_NODES: u32 = 20_000;
/// Elements within each other, those behind references included.
const MAX_DEPTH: usize = 100;
/// An element counts as 8, and each 64 bytes of its attributes as 1, as often
/// as references repeat it.
const MAX_WEIGHT: u64 = 200_000;
/// Elements times bytes of style sheets, each rule of which is tried on all.
const MAX_STYLING: u64 = 40_000_000;
/// Pixels painted, over and over: about a second's work.
const MAX_PAINTED: f64 = 300e6;
/// Pixels of layers that are in memory at once, of four bytes each.
const MAX_LAYERED: f64 = 10e6;

fn refuse<E>(_: E) -> Error {
    Error::NotAPicture
}

/// Whether this is text that may well be an SVG document.
pub(super) fn is_one(data: &[u8]) -> bool {
    let data = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data).trim_ascii_start();
    let begins = |word: &[u8]| data.len() > word.len() && data[..word.len()] == *word;
    begins(b"<?xml") || begins(b"<svg") || begins(b"<!DOCTYPE") || begins(b"<!--")
}

/// Draws the centre.
pub(super) fn square(data: &[u8]) -> Result<Square> {
    let text = std::str::from_utf8(data).map_err(refuse)?;
    // A document may name its type, and define nothing there: no entities.
    if text.contains("<!ENTITY") || text.contains("<!ELEMENT") || text.contains("<!ATTLIST") {
        return Err(Error::NotAPicture);
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let document = Document::parse_with_options(text, options).map_err(refuse)?;
    if !document.root_element().has_tag_name((NAMESPACE, "svg")) {
        return Err(Error::NotAPicture);
    }
    weigh(&document)?;
    let nothing = ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    };
    let options = Options { image_href_resolver: nothing, ..Default::default() };
    let tree = Tree::from_xmltree(&document, &options).map_err(refuse)?;
    drop(document);
    draw(&tree)
}

fn draw(tree: &Tree) -> Result<Square> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = EDGE as f32 / width.min(height);
    if !scale.is_finite() {
        return Err(Error::NotAPicture);
    }
    let mut cost = Cost { scale: f64::from(scale), painted: 0.0 };
    cost.group(tree.root(), 0.0)?;
    let mut canvas = Pixmap::new(EDGE, EDGE).ok_or(Error::NotAPicture)?;
    let middle = |edge: f32| (EDGE as f32 - edge * scale) / 2.0;
    let transform =
        Transform::from_scale(scale, scale).post_translate(middle(width), middle(height));
    resvg::render(tree, transform, &mut canvas.as_mut());
    let straight = |pixel: &resvg::tiny_skia::PremultipliedColorU8| {
        let colour = pixel.demultiply();
        [colour.red(), colour.green(), colour.blue(), colour.alpha()]
    };
    let rgba = canvas.pixels().iter().flat_map(straight).collect();
    Ok(Square { side: EDGE, rgba, orientation: 1 })
}

/// Refuses what its references would make too large.
fn weigh(document: &Document<'_>) -> Result<()> {
    let elements = || document.descendants().filter(XmlNode::is_element);
    let mut ids = HashMap::new();
    for element in elements() {
        if element.ancestors().take(MAX_DEPTH + 1).count() > MAX_DEPTH {
            return Err(Error::TooManyPixels);
        }
        if let Some(id) = element.attribute("id") {
            ids.insert(id, element);
        }
    }
    let mut scales = Scales { ids, known: HashMap::new() };
    let whole = scales.weight(document.root_element(), 0)?;
    // Style sheets refer to elements for any number of others.
    let count = elements().count() as u64;
    let sheets: Vec<&str> = elements()
        .filter(|element| element.tag_name().name() == "style")
        .flat_map(|style| style.children().filter_map(|child| child.text()))
        .collect();
    let bytes: u64 = sheets.iter().map(|sheet| sheet.len() as u64).sum();
    let mut total = whole.weight;
    for id in sheets.iter().flat_map(|sheet| references(sheet)) {
        let target = scales.target(id, 0)?;
        total = total.saturating_add(target.weight.saturating_mul(whole.nodes));
    }
    // Markers are repeated at every point of a line.
    let markers = elements().filter(|element| element.tag_name().name() == "marker");
    for marker in markers {
        let marker = scales.weight(marker, 0)?;
        total = total.saturating_add(marker.weight.saturating_mul(whole.points));
    }
    match total > MAX_WEIGHT || bytes.saturating_mul(count) > MAX_STYLING {
        true => Err(Error::TooManyPixels),
        false => Ok(()),
    }
}

/// An element with all that is below and behind it.
#[derive(Clone, Copy, Default)]
struct Load {
    weight: u64,
    nodes: u64,
    /// About as many points as its lines may have.
    points: u64,
}

impl Load {
    fn add(&mut self, other: Load) {
        self.weight = self.weight.saturating_add(other.weight);
        self.nodes = self.nodes.saturating_add(other.nodes);
        self.points = self.points.saturating_add(other.points);
    }
}

struct Scales<'a, 'input> {
    ids: HashMap<&'a str, XmlNode<'a, 'input>>,
    /// `None` while it is being found out: a circle.
    known: HashMap<NodeId, Option<Load>>,
}

impl<'a, 'input> Scales<'a, 'input> {
    fn target(&mut self, id: &str, depth: usize) -> Result<Load> {
        match self.ids.get(id).copied() {
            Some(element) => self.weight(element, depth + 1),
            None => Ok(Load::default()),
        }
    }

    fn weight(&mut self, element: XmlNode<'a, 'input>, depth: usize) -> Result<Load> {
        match self.known.get(&element.id()) {
            Some(Some(load)) => return Ok(*load),
            Some(None) => return Err(Error::NotAPicture),
            None => {}
        }
        if depth > MAX_DEPTH {
            return Err(Error::TooManyPixels);
        }
        self.known.insert(element.id(), None);
        let bytes: usize = element.attributes().map(|attribute| attribute.value().len()).sum();
        let points = ["d", "points"].iter().filter_map(|name| element.attribute(*name));
        let points = points.map(|text| text.len() as u64 / 2).sum();
        let mut load = Load { weight: 8 + bytes as u64 / 64, nodes: 1, points };
        for child in element.children().filter(XmlNode::is_element) {
            load.add(self.weight(child, depth + 1)?);
        }
        let (mut once, mut inherited) = (Load::default(), 0u64);
        for attribute in element.attributes() {
            let value = attribute.value();
            match attribute.name() {
                "href" => {
                    if let Some(id) = value.trim().strip_prefix('#') {
                        once.add(self.target(id, depth)?);
                    }
                }
                "mask" | "clip-path" | "filter" => {
                    for id in references(value) {
                        once.weight = once.weight.saturating_add(self.target(id, depth)?.weight);
                    }
                }
                // What is below takes these over.
                "fill" | "stroke" | "style" => {
                    for id in references(value) {
                        inherited = inherited.saturating_add(self.target(id, depth)?.weight);
                    }
                }
                _ => {}
            }
        }
        load.add(once);
        load.weight = load.weight.saturating_add(inherited.saturating_mul(load.nodes));
        self.known.insert(element.id(), Some(load));
        Ok(load)
    }
}

/// The ids in `url(#…)`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let inside = rest.split(')').next()?.trim().trim_matches(['"', '\'']);
        inside.trim().strip_prefix('#')
    })
}

/// What drawing costs, in pixels.
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
        let covered = |cost: &Self, rect: Rect| cost.area(rect.width(), rect.height(), MAX_LAYER);
        let fill = path.fill().map(|fill| fill.paint());
        let stroke = path.stroke().map(|stroke| stroke.paint());
        if fill.is_some() {
            self.paint(covered(self, path.abs_bounding_box()) + points * 20.0)?;
        }
        if let Some(stroke) = path.stroke() {
            let dashes = stroke.dasharray().map_or(0.0, |dashes| {
                length(path.data()) / f64::from(dashes.iter().sum::<f32>()) * dashes.len() as f64
            });
            let area = covered(self, path.abs_stroke_bounding_box());
            self.paint(area + points * 200.0 + dashes * 200.0)?;
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

/// About as long as a path is.
fn length(path: &resvg::tiny_skia::Path) -> f64 {
    let points = path.points();
    let pairs = points.iter().zip(points.iter().skip(1));
    pairs.map(|(a, b)| f64::from((*a - *b).length())).sum()
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

#[cfg(test)]
mod tests;
