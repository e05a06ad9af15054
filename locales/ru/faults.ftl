# Что не так с одним полем.

fault-required = Это поле обязательно.
fault-unknown-field = Такого поля нет.
fault-read-only = Это поле нельзя изменить здесь.
fault-wrong-type = Значение неверного типа.
fault-not-boolean = Значение должно быть true (да) или false (нет).
fault-too-long = { $max ->
    [one] Не больше { $max } символа.
    [few] Не больше { $max } символов.
   *[many] Не больше { $max } символов.
}
fault-too-many = Слишком много элементов.
fault-duplicate = Указано больше одного раза.
fault-out-of-range = Значение должно быть от { $min } до { $max }.
fault-empty-change = Не указано, что изменить.
fault-header-too-long = Слишком длинный заголовок.
fault-control-characters = Здесь есть символы, которые нельзя показать.
fault-reason-required = Укажите причину.

fault-email-invalid = Это не адрес электронной почты.
fault-email-taken = Такой адрес электронной почты уже существует
fault-email-domain-refused = Адреса этого домена здесь не принимаются.
fault-nickname-length = { $max ->
    [one] От { $min } до { $max } символа.
    [few] От { $min } до { $max } символов.
   *[many] От { $min } до { $max } символов.
}
fault-nickname-characters = Только латинские буквы A–Z, цифры, «_» и «-».
fault-nickname-reserved = Этот псевдоним зарезервирован. Выберите другой.
fault-nickname-taken = Такой псевдоним уже существует
fault-url-invalid = Это не полный веб-адрес вида https://example.org/page.

fault-password-short = { $min ->
    [one] Не меньше { $min } символа.
    [few] Не меньше { $min } символов.
   *[many] Не меньше { $min } символов.
}
fault-password-long = { $max ->
    [one] Не больше { $max } символа.
    [few] Не больше { $max } символов.
   *[many] Не больше { $max } символов.
}
fault-password-common = Это один из самых распространённых паролей. Выберите другой.
fault-password-weak = Этот пароль слишком легко угадать. Сделайте его длиннее или менее предсказуемым.
fault-passwords-differ = Пароли не совпадают.
fault-wrong-password = Неверный пароль.

fault-role-unknown = Такой роли нет.
fault-role-not-grantable = Вы не можете назначить эту роль.
fault-locale-invalid = Это не языковой тег.
fault-time-zone-unknown = Такого часового пояса нет.
fault-time-invalid = Это не дата и не время вида 2026-01-31 или 2026-01-31T09:30:00Z.
fault-cursor-invalid = Этот курсор не относится к этому списку.
fault-size-unknown = Изображения такого размера нет: 512, 128 или 48.
fault-sort-unknown = Так этот список упорядочить нельзя.
fault-search-key-unknown = Фильтра «{ $key }» нет. Есть такие: { $known }. В кавычках это будет искаться как текст.
fault-search-value-invalid = «{ $value }» — не значение фильтра «{ $key }».

fault-idempotency-mismatch = Этот ключ уже использован с другим запросом.
fault-idempotency-key-invalid = Используйте от 1 до 255 видимых символов ASCII.
fault-posts-unknown = Допустимы только «keep» и «delete».
fault-actor-unknown = Это не идентификатор человека и не «system», «cli» или «guest».
fault-action-unknown = Такого действия нет.
fault-job-state-unknown = Такого состояния нет; известны PENDING, RUNNING и PARKED.
fault-message-type-unknown = Такого типа сообщений нет.
fault-id-invalid = Это не идентификатор.
fault-picture-too-large = { error-picture-too-large }
fault-not-a-picture = { error-not-a-picture }
fault-too-many-pixels = { error-too-many-pixels }

# Строки файла с людьми.
fault-csv-unknown-column = Такого столбца нет.
fault-csv-column-missing = Этого столбца не хватает.
fault-map-invalid = Напишите СТОЛБЕЦ=ПОЛЕ или СТОЛБЕЦ=, чтобы пропустить столбец.
fault-csv-cells = { $count ->
    [one] В этой строке { $count } ячейка, а в заголовке — { $expected }.
    [few] В этой строке { $count } ячейки, а в заголовке — { $expected }.
   *[many] В этой строке { $count } ячеек, а в заголовке — { $expected }.
}
fault-csv-quote = После закрывающей кавычки есть текст.
fault-csv-unclosed-quote = В этой строке открыта кавычка, которая не закрывается.
fault-csv-not-utf8 = Это не UTF-8. Сохраните файл как «CSV UTF-8».
fault-csv-line-long = Эта строка длиннее { $max } КБ.
fault-csv-repeated = То же самое есть в строке { $line }.
fault-password-and-hash = Укажите пароль или хеш, но не оба.
fault-hash-invalid = Это не хеш Argon2 (PHC) и не bcrypt, либо он требует больше 1 ГиБ, 16 проходов или стоимости 16 у bcrypt.
fault-last-administrator = Не осталось бы ни одного действующего администратора.

fault-profile-needed = Сначала заполните это в профиле.
fault-profile-link-needed = Сначала добавьте в профиль одну из двух ссылок.
fault-request-status-unknown = Допустимы только «OPEN», «APPROVED» и «REFUSED».

# Поля, которые задаёт администратор.
fault-field-name-invalid = От 2 до 40 символов: латинские буквы a–z, цифры и «_»; первой должна быть буква.
fault-field-name-taken = Поле с таким именем уже есть.
fault-field-type-unknown = Допустимы только «text», «number», «date», «choice», «boolean» и «url».
fault-visibility-unknown = Допустимы только «self», «managers» и «public».
fault-label-invalid = Подпись — от 1 до 100 символов.
fault-choices-invalid = У поля с выбором от 1 до { $max } разных вариантов, каждый не длиннее 100 символов; у других полей вариантов нет.
fault-choice-unknown = Такого варианта нет.
fault-date-invalid = Это не дата вида 2026-01-31.
fault-not-number = Это не число.
fault-range-reversed = Последний день не может быть раньше первого.
fault-range-in-future = Первый день не может быть позже сегодняшнего.
fault-range-too-long = Это больше { $max } дней.
fault-bucket-unknown = Здесь может быть «24h», «48h», «1w», «1y» или «never».
fault-stage-unknown = Здесь может быть «registered», «verified», «signed_in», «took_part» или «back».
fault-source-unknown = Здесь может быть «invitation», «event», «post» или «direct».
fault-figure-unknown = Такого показателя нет.
