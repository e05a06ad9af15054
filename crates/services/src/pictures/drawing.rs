//! SVG, drawn to pixels. It has no scripts, fonts, images or files here, and
//! what it may cost is known before it is drawn: how much its references
//! multiply, before they are followed, and the area that is painted, before it
//! is.

mod cost;

use std::collections::HashMap;

use domain::{Error, Result};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::roxmltree::{
    Document, Error as XmlError, Node as XmlNode, NodeId, ParsingOptions,
};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

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
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        XmlError::NodesLimitReached => Error::TooManyPixels,
        _ => Error::NotAPicture,
    })?;
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
    cost::check(tree, scale)?;
    let mut canvas = Pixmap::new(EDGE, EDGE).ok_or(Error::NotAPicture)?;
    let middle = |edge: f32| (EDGE as f32 - edge * scale) / 2.0;
    let transform =
        Transform::from_scale(scale, scale).post_translate(middle(width), middle(height));
    resvg::render(tree, transform, &mut canvas.as_mut());
    let straight = |pixel: &PremultipliedColorU8| {
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

#[cfg(test)]
mod tests;
