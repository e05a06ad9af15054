//! Randomness, passed in so that a test can repeat it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

#[derive(Clone, Debug, Default)]
pub enum Random {
    /// The operating system's generator.
    #[default]
    System,
    /// A repeatable sequence for tests; never for secrets.
    Seeded(Arc<AtomicU64>),
}

impl Random {
    /// Random bytes. Ends the process when the operating system has none to
    /// give: nothing safe can be done without.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            #[allow(clippy::disallowed_methods)]
            Random::System => {
                if getrandom::fill(&mut bytes).is_err() {
                    std::process::abort();
                }
            }
            Random::Seeded(state) => {
                for byte in &mut bytes {
                    // SplitMix64 (Steele, Lea, Flood 2014).
                    let mut z = state
                        .fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed)
                        .wrapping_add(0x9E37_79B9_7F4A_7C15);
                    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                    *byte = (z ^ (z >> 31)) as u8;
                }
            }
        }
        bytes
    }

    /// A secret of 256 bits as 43 characters of unpadded base64url.
    pub fn secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// A number in `0..bound`; the bias is below 2^-32 for bounds under 2^32.
    pub fn below(&self, bound: u64) -> u64 {
        u64::from_le_bytes(self.bytes()) % bound.max(1)
    }
}
