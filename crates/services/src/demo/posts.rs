//! What the people of a demonstration write.

use std::sync::Arc;

use chrono::Duration;
use domain::posts::{Post, PostStatus};
use domain::{Id, Random, Time, User, ids};

/// Of each chunk of people, those who write.
pub const AUTHORS: usize = 2_000;
/// Over how many days they wrote.
const DAYS: i64 = 400;

/// Who writes, and in which language.
pub struct Author {
    id: Id,
    came: Time,
    place: String,
    spanish: bool,
}

impl Author {
    pub fn of(user: &User) -> Author {
        let spanish = user.profile.locale.starts_with("es");
        let somewhere = if spanish { "la ciudad" } else { "town" };
        let place = user.profile.location.as_deref().unwrap_or(somewhere).to_owned();
        Author { id: user.id, came: user.created_at, place, spanish }
    }
}

/// A title and its text; `{place}` is where the author lives.
type Piece = (&'static str, &'static str);

const ENGLISH: [Piece; 12] = [
    (
        "How we mended the old pier",
        "It took *three* weekends, forty planks and more tea than anybody counted.\n\n\
         ## What we learned\n\n- Measure the gaps **before** buying timber.\n- Tide tables are \
         not a suggestion.\n- Somebody always brings a dog.\n\nThe pier in {place} now carries \
         people again. Come and stand on it.",
    ),
    (
        "A reading list for long evenings",
        "Somebody asked at the last meeting, so here it is. Nothing new, everything worth \
         reading twice.\n\n1. A book about walking.\n2. A book about bread.\n3. A very long \
         book about a very short war.\n\n> One reads to find out that one is not alone.\n\n\
         Add yours when you meet me in {place}.",
    ),
    (
        "Notes from the repair café",
        "Eleven toasters, four lamps, one accordion. We saved all but two toasters.\n\nThe \
         accordion needed *patience* and a drop of glue. Next time bring the manual, if you \
         have it: half of the hour went on guessing which screw hides behind the label.",
    ),
    (
        "Why I count birds",
        "Every Sunday, the same bench, the same hour. After two years the numbers begin to \
         say something.\n\n| Month | Swifts | Herons |\n| --- | --- | --- |\n| May | 31 | 2 |\n\
         | June | 44 | 3 |\n| July | 18 | 3 |\n\nThe swifts of {place} leave on the same day, \
         almost to the hour. I still do not know how they agree on it.",
    ),
    (
        "The allotment in its third year",
        "The first year was stones, the second was slugs. This year there are beans.\n\n### \
         What worked\n\nMulch, and neighbours who water.\n\n### What did not\n\nEverything \
         that the catalogue called *easy*.",
    ),
    (
        "Learning to bind books",
        "A needle, waxed thread and an afternoon. The first one falls apart; the second one \
         you give away; the third you keep.\n\nI can lend a press to anybody in {place} who \
         promises to bring it back dry.",
    ),
    (
        "What a choir taught me about listening",
        "You hear your own mistakes a beat after everybody else does.\n\nWe practise on \
         Thursdays. Nobody has to read music, and nobody is asked to sing alone before they \
         want to.",
    ),
    (
        "Three routes for a short walk",
        "All of them begin at the station in {place} and end near something to eat.\n\n1. \
         **Along the river**, an hour, flat.\n2. **Over the hill**, two hours, worth it for \
         the view.\n3. **Through the old town**, as long as you like.\n\nTake water. The \
         fountain on the second route has been dry since spring.",
    ),
    (
        "Sourdough for people without time",
        "Feed it when you remember. It forgives more than the books admit.\n\n```\nflour  500 g\n\
         water  350 g\nsalt    10 g\n```\n\nMix at night, bake in the morning, eat before the \
         family is up.",
    ),
    (
        "Our first open workshop",
        "Twenty people came, which was twelve chairs too many. Thank you to everybody who sat \
         on the floor and to whoever brought the cake.\n\nThe slides are no use without the \
         talk, so we shall simply do it again.",
    ),
    (
        "Looking for a chess partner",
        "I play badly and slowly, and I enjoy both. Any evening in {place}, any café with \
         enough light.\n\nBeginners welcome; masters will be bored.",
    ),
    (
        "A small guide to second-hand bicycles",
        "Look at the frame first, at the gears last. Rust on the chain is nothing, rust at the \
         welds is everything.\n\n- Spin each wheel and watch the brakes.\n- Lift the back and \
         listen.\n- Ride it *uphill*.\n\nIf in doubt, bring it along on Saturday.",
    ),
];

const SPANISH: [Piece; 4] = [
    (
        "Cómo arreglamos el viejo muelle",
        "Fueron *tres* fines de semana, cuarenta tablas y más mate del que nadie quiso contar.\
         \n\n## Lo que aprendimos\n\n- Medir **antes** de comprar la madera.\n- La marea no \
         espera.\n- Siempre viene un perro.\n\nEl muelle de {place} vuelve a tener gente encima.",
    ),
    (
        "Por qué cuento pájaros",
        "Todos los domingos, el mismo banco, la misma hora. Después de dos años los números \
         empiezan a decir algo.\n\n> Los vencejos de {place} se van todos el mismo día.\n\n\
         Todavía no sé cómo se ponen de acuerdo.",
    ),
    (
        "Pan de masa madre sin tiempo",
        "Se alimenta cuando uno se acuerda. Perdona más de lo que admiten los libros.\n\n1. \
         Mezclar por la noche.\n2. Hornear por la mañana.\n3. Comerlo antes de que se despierte \
         la familia.",
    ),
    (
        "Busco con quién jugar al ajedrez",
        "Juego mal y despacio, y disfruto de las dos cosas. Cualquier tarde en {place}, en \
         cualquier café con buena luz.",
    ),
];

pub struct Writer {
    authors: Vec<Author>,
    random: Random,
    now: Time,
}

impl Writer {
    pub fn new(authors: Vec<Author>, seed: u64, now: Time) -> Writer {
        let random = Random::Seeded(Arc::new((seed ^ 0x706f_7374).into()));
        Writer { authors, random, now }
    }

    /// One of so many; none when nobody is there to write it. Every next one
    /// is newer than the one before.
    pub fn post(&self, number: u64, of: u64) -> Option<Post> {
        if self.authors.is_empty() {
            return None;
        }
        let span = Duration::days(DAYS).num_microseconds().unwrap_or_default();
        let step = (span / of.max(1) as i64).max(1);
        let at = self.now - Duration::microseconds(step * (of - number) as i64);
        // The newest came too late to have written the oldest.
        let mut author = self.pick(&self.authors);
        for _ in 0..8 {
            if author.came <= at {
                break;
            }
            author = self.pick(&self.authors);
        }
        let (title, body) = match author.spanish {
            true => self.pick(&SPANISH),
            false => self.pick(&ENGLISH),
        };
        let mut rest: [u8; 10] = self.random.bytes();
        // Rising within a millisecond too.
        rest[..6].copy_from_slice(&(number << 2).to_be_bytes()[2..]);
        let draft = self.random.below(25) == 0;
        Some(Post {
            id: ids::at(at, &rest),
            author_id: Some(author.id),
            title: (*title).to_owned(),
            body: body.replace("{place}", &author.place),
            status: if draft { PostStatus::Draft } else { PostStatus::Published },
            reason: None,
            created_at: at,
            updated_at: at,
            listed_at: at,
            version: 1,
        })
    }

    fn pick<'a, T>(&self, list: &'a [T]) -> &'a T {
        &list[self.random.below(list.len() as u64) as usize]
    }
}

#[cfg(test)]
mod tests {
    use domain::posts::{check_body, check_title};

    use super::*;

    #[test]
    fn posts_are_valid_and_rise() {
        let now = domain::clock::parse("2026-06-01").unwrap();
        let author = |number: u128, spanish| Author {
            id: Id::from_u128(number),
            came: now - Duration::days(300),
            place: "Łódź".to_owned(),
            spanish,
        };
        let writer = Writer::new(vec![author(1, true), author(2, false)], 1, now);
        let posts: Vec<Post> = (0..500).filter_map(|number| writer.post(number, 500)).collect();
        assert_eq!(posts.len(), 500);
        for post in &posts {
            assert_eq!(check_title(&post.title).unwrap(), post.title);
            assert_eq!(check_body(&post.body).unwrap(), post.body);
            assert!(post.created_at < now);
        }
        assert!(posts.windows(2).all(|pair| pair[0].id < pair[1].id));
        assert!(Writer::new(Vec::new(), 1, now).post(0, 1).is_none());
    }
}
