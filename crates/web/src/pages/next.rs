//! Where to go after signing in: a plain path of this site, or nowhere.

/// The longest address that is carried.
const MAX: usize = 2000;

/// The address, if it is a local path that no browser reads as another site:
/// one slash first, no backslash, nothing encoded that could become either.
/// In the query an encoded slash is harmless: `/login?next=%2Fprofile`.
pub fn local(text: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~?&=%+:@,".contains(c);
    let lower = text.to_ascii_lowercase();
    let path = lower.split('?').next().unwrap_or_default();
    let sound = text.starts_with('/')
        && text.len() <= MAX
        && text.chars().all(plain)
        && !text.contains("//")
        && !lower.contains("%0")
        && !["%2f", "%5c", "%25", "/.."].iter().any(|bad| path.contains(bad));
    sound.then_some(text)
}

/// The address, or else one's profile.
pub fn or_profile(text: &str) -> &str {
    local(text).unwrap_or("/profile")
}

/// `/PAGE?next=…`
pub fn leading(page: &str, next: &str) -> String {
    match local(next) {
        Some(next) => {
            let query: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            format!("{page}?next={query}")
        }
        None => page.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_local_paths_lead_anywhere() {
        for good in ["/", "/profile", "/user/ana?page=2&x=a%20b", "/login?next=%2Fprofile%3Fa%25"] {
            assert_eq!(local(good), Some(good));
        }
        for bad in [
            "",
            "profile",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https:evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/%2fevil.example",
            "/%2F%2Fevil.example",
            "/%5Cevil.example",
            "/%252fevil.example",
            "/\tevil",
            "/\n/evil",
            "/%0a/evil",
            "/profile?a=%0d%0a",
            "/profile?a=//evil.example",
            " /profile",
            "/a//b",
            "/../x",
        ] {
            assert_eq!(local(bad), None, "{bad:?}");
        }
        assert_eq!(leading("/login", "/a?b=1"), "/login?next=%2Fa%3Fb%3D1");
        assert_eq!(leading("/login", "//x"), "/login");
    }
}
