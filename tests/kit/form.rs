//! A form as a browser fills it in.

use crate::html::Element;
use crate::http::encode;

/// A form on a page with what stands in it. What was hidden stays in it.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    pub multipart: bool,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub value: String,
    /// `hidden`, `text`, `checkbox`, `file`, …
    pub kind: String,
    /// Whether it is sent: a box only when ticked.
    pub sent: bool,
    /// What a chosen file is called, and is said to be.
    pub file: Option<(String, String)>,
    pub data: Vec<u8>,
}

impl Field {
    fn new(name: &str, kind: &str, value: &str, sent: bool) -> Field {
        Field {
            name: name.to_owned(),
            value: value.to_owned(),
            kind: kind.to_owned(),
            sent,
            file: None,
            data: Vec::new(),
        }
    }

    fn read(element: Element) -> Option<Field> {
        let name = element.attribute("name")?;
        let field = match element.tag() {
            "textarea" => Field::new(name, "textarea", &element.raw_text(), true),
            "select" => {
                let options = element.all("option");
                let chosen = options.iter().find(|o| o.has("selected")).or(options.first())?;
                Field::new(name, "select", chosen.get("value"), true)
            }
            "input" => {
                let kind = element.attribute("type").unwrap_or("text");
                let value = element.attribute("value");
                match kind {
                    "checkbox" | "radio" => {
                        Field::new(name, kind, value.unwrap_or("on"), element.has("checked"))
                    }
                    "submit" | "button" => return None,
                    _ => Field::new(name, kind, value.unwrap_or_default(), true),
                }
            }
            _ => return None,
        };
        Some(field)
    }
}

impl Form {
    pub(crate) fn read(element: Element) -> Form {
        let fields = ["input", "select", "textarea"];
        let found = fields.iter().flat_map(|tag| element.all(tag)).filter_map(Field::read);
        Form {
            action: element.get("action").to_owned(),
            multipart: element.get("enctype") == "multipart/form-data",
            fields: found.collect(),
        }
    }

    /// What stands in a field.
    #[track_caller]
    pub fn value(&self, name: &str) -> &str {
        &self.field(name).value
    }

    #[track_caller]
    pub fn field(&self, name: &str) -> &Field {
        let found = self.fields.iter().find(|field| field.name == name);
        found.unwrap_or_else(|| panic!("no field {name} in {self:?}"))
    }

    #[track_caller]
    fn field_mut(&mut self, name: &str) -> &mut Field {
        let all = format!("{:?}", self.fields.iter().map(|f| &f.name).collect::<Vec<_>>());
        let found = self.fields.iter_mut().find(|field| field.name == name);
        found.unwrap_or_else(|| panic!("no field {name} among {all}"))
    }

    /// Types into a field that the form has. A box is ticked by `on`.
    #[track_caller]
    pub fn fill(mut self, name: &str, value: &str) -> Form {
        let field = self.field_mut(name);
        if field.kind == "checkbox" {
            field.sent = value == "on";
        } else {
            field.value = value.to_owned();
        }
        self
    }

    #[track_caller]
    pub fn fill_all(self, fields: &[(&str, &str)]) -> Form {
        fields.iter().fold(self, |form, (name, value)| form.fill(name, value))
    }

    #[track_caller]
    pub fn choose_file(mut self, name: &str, file: &str, media_type: &str, data: &[u8]) -> Form {
        let field = self.field_mut(name);
        assert_eq!(field.kind, "file");
        field.file = Some((file.to_owned(), media_type.to_owned()));
        field.data = data.to_vec();
        self
    }

    /// Sends something that the form does not have: a pressed button, or what
    /// a stranger thinks up.
    pub fn with(mut self, name: &str, value: &str) -> Form {
        self.fields.push(Field::new(name, "hidden", value, true));
        self
    }

    pub fn without(mut self, name: &str) -> Form {
        self.fields.retain(|field| field.name != name);
        self
    }

    fn sent(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.sent)
    }

    /// Media type and body, as a browser would send them.
    pub fn encode(&self) -> (String, Vec<u8>) {
        match self.multipart {
            true => self.multipart(),
            false => {
                let pairs = self.sent().map(|field| (field.name.as_str(), field.value.as_str()));
                let body = encode(&pairs.collect::<Vec<_>>()).into_bytes();
                ("application/x-www-form-urlencoded".into(), body)
            }
        }
    }

    fn multipart(&self) -> (String, Vec<u8>) {
        let boundary = "----kit-boundary-7MA4YWxkTrZu0gW";
        let mut body = Vec::new();
        for field in self.sent() {
            let name = &field.name;
            body.extend(format!("--{boundary}\r\n").bytes());
            body.extend(format!("Content-Disposition: form-data; name=\"{name}\"").bytes());
            if field.kind == "file" {
                let empty = (String::new(), "application/octet-stream".to_owned());
                let (file, media_type) = field.file.clone().unwrap_or(empty);
                let file = file.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
                let head = format!("; filename=\"{file}\"\r\nContent-Type: {media_type}\r\n\r\n");
                body.extend(head.bytes());
                body.extend(&field.data);
            } else {
                body.extend(b"\r\n\r\n");
                body.extend(field.value.bytes());
            }
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").bytes());
        (format!("multipart/form-data; boundary={boundary}"), body)
    }
}
