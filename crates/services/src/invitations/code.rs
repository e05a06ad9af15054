//! QR codes of invitations, as PNG in the object store. They are made with the
//! mail, or when they are first asked for, and go with the invitation.

use bytes::Bytes;
use domain::invitations::Invitation;
use domain::{Error, Id, Result};
use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use store::Tx;

use super::link;
use crate::App;

/// Dots of the picture for each module of the code.
const SCALE: usize = 8;
/// Modules of white around it (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

/// The note under which a code waits to be removed.
const PREFIX: &str = "invitations/";

/// Where the code of an invitation is kept. Nobody guesses it: the code holds
/// the link, and a bucket may be public.
async fn key(app: &App, id: Id) -> Result<String> {
    use hmac::Mac;
    let tag = link::mac(app, b"code", id).await?.finalize().into_bytes();
    Ok(format!("invitations/{}.png", hex::encode(tag)))
}

/// Draws and keeps the code, in place of one that was there.
pub(super) async fn make(app: &App, invitation: &Invitation) -> Result<Vec<u8>> {
    let png = draw(&link::url(app, invitation).await?)?;
    app.objects.put(&key(app, invitation.id).await?, Bytes::from(png.clone())).await?;
    Ok(png)
}

/// The code as it is kept. One that is not there yet is made; one that leads
/// elsewhere, because the site had another address, is replaced.
pub(super) async fn load(app: &App, invitation: &Invitation) -> Result<Vec<u8>> {
    let png = draw(&link::url(app, invitation).await?)?;
    let key = key(app, invitation.id).await?;
    if app.objects.get(&key).await?.as_deref() != Some(&png[..]) {
        app.objects.put(&key, Bytes::from(png.clone())).await?;
    }
    Ok(png)
}

/// In the transaction that removes the invitation: its code goes some time
/// later, when nobody can be putting it any more.
pub(crate) async fn release_of(app: &App, tx: &Tx, id: Id) -> Result<()> {
    store::objects::release(tx, &format!("{PREFIX}{id}"), app.clock.now()).await
}

/// Whether a note is about an invitation that there is.
pub(crate) async fn is_wanted(tx: &Tx, note: &str) -> Result<bool> {
    match id_of(note) {
        Some(id) => store::invitations::exists(tx, id).await,
        None => Ok(false),
    }
}

/// The object that a note is about; none when it is about something else.
pub(crate) async fn key_of(app: &App, note: &str) -> Result<Option<String>> {
    match id_of(note) {
        Some(id) => key(app, id).await.map(Some),
        None => Ok(None),
    }
}

fn id_of(note: &str) -> Option<Id> {
    domain::ids::parse(note.strip_prefix(PREFIX)?)
}

/// A code of medium error correction, black on white, a bit a dot.
fn draw(text: &str) -> Result<Vec<u8>> {
    let code = QRBuilder::new(text).ecl(ECL::M).build();
    let code = code.map_err(|error| Error::internal(format!("no QR code: {error}")))?;
    let side = (code.size + 2 * QUIET) * SCALE;
    let row_bytes = side.div_ceil(8);
    let mut bits = vec![0xff; row_bytes * side];
    for y in 0..code.size {
        for x in (0..code.size).filter(|x| code[y][*x].value()) {
            for dot_y in (y + QUIET) * SCALE..(y + QUIET + 1) * SCALE {
                for dot_x in (x + QUIET) * SCALE..(x + QUIET + 1) * SCALE {
                    bits[dot_y * row_bytes + dot_x / 8] &= !(0x80 >> (dot_x % 8));
                }
            }
        }
    }
    encode(&bits, side as u32).map_err(Error::internal)
}

fn encode(bits: &[u8], side: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(bits)?;
    writer.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_small_squares_in_black_and_white() {
        let png = draw(&format!("https://people.example/{}", "x".repeat(150))).unwrap();
        assert!(png.len() < 5_000, "{}", png.len());
        let mut reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut dots).unwrap();
        assert_eq!((info.width, info.bit_depth), (info.height, png::BitDepth::One));
        assert_eq!(info.width as usize % SCALE, 0);
        // White around it.
        assert!(dots[..info.line_size * QUIET * SCALE].iter().all(|byte| *byte == 0xff));
        assert!(dots.contains(&0));
        assert!(draw(&"x".repeat(4000)).is_err());
    }
}
