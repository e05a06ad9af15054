use domain::Fault;

use super::*;
use crate::Texts;

const ALL: [Form; 12] = [
    REGISTER,
    LOGIN,
    PROFILE,
    DETAILS,
    PASSWORD_CHANGE,
    PASSWORD_FORGOT,
    PASSWORD_SET,
    VERIFY_AGAIN,
    CONFIRM,
    SETUP,
    REAUTHENTICATE,
    DELETION,
];

#[test]
fn every_field_has_its_label_and_its_hint() {
    let texts = Texts::load(None, "en").unwrap();
    for form in ALL.into_iter().chain(admin::ALL).chain(invitations::ALL).chain(events::ALL) {
        for field in form.filled(&texts, "en", "/", |_| String::new(), &[]).fields {
            assert!(!field.label.starts_with("field-"), "{}: {}", form.name, field.label);
            assert!(field.hint.is_none_or(|h| !h.starts_with("hint-")), "{}", field.name);
            for choice in field.options {
                assert!(!choice.label.starts_with("option-"), "{}", choice.label);
            }
        }
    }
}

#[test]
fn passwords_never_come_back_and_faults_stand_at_their_field() {
    let texts = Texts::load(None, "en").unwrap();
    let fault = FieldFault::of(&texts, "en", &Fault::new("password", "required"));
    let typed = |name: &str| format!("typed {name}");
    let form = REGISTER.filled(&texts, "en", "/", typed, &[fault]);
    let by_name = |name: &str| form.fields.iter().find(|f| f.name == name).unwrap();
    assert_eq!(by_name("email").value, "typed email");
    assert_eq!(by_name("password1").value, "");
    assert_eq!(by_name("password1").faults.len(), 1);
    assert!(form.has_faults && by_name("email").faults.is_empty());
}
