//! Forms of the OAuth endpoints (RFC 6749, appendix B). Parameters that nobody
//! knows are ignored, as the standard says (3.2).

use axum::extract::{FromRequest, Request};
use domain::{Error, Fault};
use url::form_urlencoded;

use super::body;
use crate::State;
use crate::error::{Problem, Result};

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";
/// The longest value, in octets: tokens are below a thousand.
const MAX_VALUE: usize = 4096;
/// Parameters that are read at most.
const MAX_PAIRS: usize = 100;

pub struct Form {
    pairs: Vec<(String, String)>,
    faults: Vec<Fault>,
}

impl FromRequest<State> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &State) -> Result<Self> {
        let raw = body::read(request, web, MEDIA_TYPE).await?;
        Form::parse(&raw)
    }
}

impl Form {
    fn parse(raw: &[u8]) -> Result<Self> {
        let pairs = form_urlencoded::parse(raw).into_owned().take(MAX_PAIRS);
        let form = Form { pairs: pairs.collect(), faults: Vec::new() };
        let long = form.pairs.iter().filter(|(_, value)| value.len() > MAX_VALUE);
        let faults: Vec<Fault> = long
            .map(|(name, _)| {
                let name: String = name.chars().take(100).collect();
                Fault::new(name, "too_long").with("max", MAX_VALUE)
            })
            .collect();
        match faults.is_empty() {
            true => Ok(form),
            false => Err(Error::Invalid(faults).into()),
        }
    }

    /// A parameter that may be left out.
    pub fn optional(&mut self, name: &'static str) -> Option<String> {
        let mut values = self.pairs.iter().filter(|(n, _)| n == name).map(|(_, v)| v);
        let value = values.next().filter(|v| !v.is_empty()).cloned();
        if values.next().is_some() {
            self.faults.push(Fault::new(name, "duplicate"));
        }
        value
    }

    /// A parameter that must be there.
    pub fn required(&mut self, name: &'static str) -> String {
        let value = self.optional(name);
        if value.is_none() && !self.faults.iter().any(|f| f.field == name) {
            self.faults.push(Fault::new(name, "required"));
        }
        value.unwrap_or_default()
    }

    /// 422, each fault at its field.
    pub fn check(&mut self) -> Result<()> {
        match std::mem::take(&mut self.faults) {
            faults if faults.is_empty() => Ok(()),
            faults => Err(Error::Invalid(faults).into()),
        }
    }

    /// 400 `invalid_request`, as OAuth has it.
    pub fn check_request(&mut self) -> Result<()> {
        match std::mem::take(&mut self.faults) {
            faults if faults.is_empty() => Ok(()),
            faults => Err(Problem::invalid_request(faults)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_once_and_empty_ones_count_as_absent() {
        let mut form = Form::parse(b"a=1&b=&c=x+y&d=1&d=2&e=%ff").ok().unwrap();
        assert_eq!(form.optional("a"), Some("1".into()));
        assert_eq!(form.required("c"), "x y");
        assert_eq!(form.required("e"), "\u{fffd}");
        assert!(form.check().is_ok());
        form.required("b");
        form.required("d");
        let problem = form.check_request().err().unwrap();
        assert_eq!((problem.status.as_u16(), problem.code()), (400, "invalid_request"));
        let long = format!("username={}", "x".repeat(5000));
        assert_eq!(Form::parse(long.as_bytes()).err().unwrap().status.as_u16(), 422);
    }
}
