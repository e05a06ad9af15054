# ما الخطأ في حقل إدخال واحد.

fault-required = هذا الحقل مطلوب.
fault-unknown-field = لا يوجد حقل كهذا.
fault-read-only = لا يمكن تغيير هذا الحقل هنا.
fault-wrong-type = نوع هذه القيمة غير صحيح.
fault-not-boolean = يجب أن تكون القيمة true أو false.
fault-too-long = { $max ->
    [zero] الحد الأقصى { $max } حرف.
    [one] الحد الأقصى حرف واحد.
    [two] الحد الأقصى حرفان.
    [few] الحد الأقصى { $max } أحرف.
    [many] الحد الأقصى { $max } حرفًا.
   *[other] الحد الأقصى { $max } حرف.
}
fault-too-many = عدد هذه العناصر كبير جدًا.
fault-duplicate = ورد هذا أكثر من مرة.
fault-out-of-range = يجب أن تكون القيمة بين { $min } و{ $max }.
fault-empty-change = لا يوجد ما يُغيَّر.
fault-header-too-long = هذه الترويسة طويلة جدًا.
fault-control-characters = يحتوي هذا على محارف لا يمكن عرضها.
fault-reason-required = يُرجى ذكر السبب.

fault-email-invalid = هذا ليس عنوان بريد إلكتروني صالحًا.
fault-email-taken = البريد الإلكتروني مستخدم من قبل
fault-email-domain-refused = لا تُقبل هنا عناوين من هذا النطاق.
fault-nickname-length = { $max ->
    [zero] المسموح من { $min } إلى { $max } حرف.
    [one] المسموح من { $min } إلى { $max } حرف.
    [two] المسموح من { $min } إلى { $max } حرف.
    [few] المسموح من { $min } إلى { $max } أحرف.
    [many] المسموح من { $min } إلى { $max } حرفًا.
   *[other] المسموح من { $min } إلى { $max } حرف.
}
fault-nickname-characters = يُسمح فقط بالحروف اللاتينية A–Z والأرقام و«_» و«-».
fault-nickname-reserved = هذا الاسم المستعار محجوز. يُرجى اختيار غيره.
fault-nickname-taken = الاسم المستعار مستخدم من قبل
fault-url-invalid = هذا ليس عنوان ويب كاملًا، مثل https://example.org/page.

fault-password-short = { $min ->
    [zero] الحد الأدنى { $min } حرف.
    [one] الحد الأدنى حرف واحد.
    [two] الحد الأدنى حرفان.
    [few] الحد الأدنى { $min } أحرف.
    [many] الحد الأدنى { $min } حرفًا.
   *[other] الحد الأدنى { $min } حرف.
}
fault-password-long = { $max ->
    [zero] الحد الأقصى { $max } حرف.
    [one] الحد الأقصى حرف واحد.
    [two] الحد الأقصى حرفان.
    [few] الحد الأقصى { $max } أحرف.
    [many] الحد الأقصى { $max } حرفًا.
   *[other] الحد الأقصى { $max } حرف.
}
fault-password-common = كلمة المرور هذه من أكثر الكلمات شيوعًا. يُرجى اختيار غيرها.
fault-password-weak = كلمة المرور هذه سهلة التخمين. يُرجى اختيار كلمة أطول أو أصعب توقعًا.
fault-passwords-differ = كلمتا المرور غير متطابقتين.
fault-wrong-password = كلمة المرور غير صحيحة.

fault-role-unknown = لا يوجد دور كهذا.
fault-role-not-grantable = لا يمكنك منح هذا الدور.
fault-locale-invalid = هذا ليس رمز لغة صالحًا.
fault-time-zone-unknown = لا توجد منطقة زمنية كهذه.
fault-time-invalid = هذا ليس تاريخًا أو وقتًا، مثل {"\u200E"}2026-01-31{"\u200E"} أو {"\u200E"}2026-01-31T09:30:00Z{"\u200E"}.
fault-cursor-invalid = هذا المؤشر لا يخص هذه القائمة.
fault-size-unknown = لا توجد صورة بهذا المقاس: 512 أو 128 أو 48.
fault-sort-unknown = لا يمكن فرز هذه القائمة بهذه الطريقة.
fault-search-key-unknown = لا يوجد عامل تصفية باسم «{ $key }». المتاح: { $known }. للبحث عنه نصًا يُرجى وضعه بين علامتي اقتباس.
fault-search-value-invalid = «{ $value }» ليست قيمة لعامل التصفية «{ $key }».

fault-idempotency-mismatch = سبق استخدام هذا المفتاح مع طلب مختلف.
fault-idempotency-key-invalid = المسموح من 1 إلى 255 من محارف ASCII المرئية.
fault-posts-unknown = يجب أن تكون القيمة «keep» أو «delete».
fault-actor-unknown = هذا ليس معرّف شخص، ولا «system» أو «cli» أو «guest».
fault-action-unknown = لا يوجد إجراء كهذا.
fault-job-state-unknown = لا توجد حالة كهذه: الحالات المعروفة PENDING وRUNNING وPARKED.
fault-message-type-unknown = لا يوجد نوع رسائل كهذا.
fault-id-invalid = هذا ليس معرّفًا.
fault-picture-too-large = { error-picture-too-large }
fault-not-a-picture = { error-not-a-picture }
fault-too-many-pixels = { error-too-many-pixels }

# صفوف ملف الأشخاص.
fault-csv-unknown-column = لا يوجد عمود كهذا.
fault-csv-column-missing = هذا العمود ناقص.
fault-map-invalid = اكتب COLUMN=FIELD، أو COLUMN= لتجاهل عمود.
fault-csv-cells = { $count ->
    [zero] ليس في هذا الصف خلايا، وعددها في صف العناوين { $expected }.
    [one] في هذا الصف خلية واحدة، وعددها في صف العناوين { $expected }.
    [two] في هذا الصف خليتان، وعددها في صف العناوين { $expected }.
    [few] في هذا الصف { $count } خلايا، وعددها في صف العناوين { $expected }.
    [many] في هذا الصف { $count } خلية، وعددها في صف العناوين { $expected }.
   *[other] في هذا الصف { $count } خلية، وعددها في صف العناوين { $expected }.
}
fault-csv-quote = هناك نص بعد علامة الاقتباس الختامية.
fault-csv-unclosed-quote = في هذا الصف علامة اقتباس مفتوحة لم تُغلق.
fault-csv-not-utf8 = هذا ليس UTF-8. يُرجى حفظ الملف بصيغة «CSV UTF-8».
fault-csv-line-long = هذا الصف أطول من { $max } كيلوبايت.
fault-csv-repeated = القيمة نفسها في السطر { $line }.
fault-password-and-hash = يُرجى إدخال كلمة مرور أو تجزئة، لا كلتيهما.
fault-hash-invalid = هذه ليست تجزئة Argon2 (PHC) أو bcrypt، أو أنها تتطلب أكثر من 1 غيبيبايت أو 16 دورة أو الكلفة 16 في bcrypt.
fault-last-administrator = لن يبقى بذلك أي مسؤول نشط.

fault-profile-needed = يلزم إكمال هذا في الملف الشخصي أولًا.
fault-profile-link-needed = يلزم أحد الرابطين في الملف الشخصي أولًا.
fault-request-status-unknown = يجب أن تكون القيمة «OPEN» أو «APPROVED» أو «REFUSED».

# حقول يعرّفها المسؤولون.
fault-field-name-invalid = المسموح من 2 إلى 40 من الحروف اللاتينية a–z والأرقام و«_»، على أن يبدأ بحرف.
fault-field-name-taken = هناك حقل بهذا الاسم بالفعل.
fault-field-type-unknown = يجب أن تكون القيمة «text» أو «number» أو «date» أو «choice» أو «boolean» أو «url».
fault-visibility-unknown = يجب أن تكون القيمة «self» أو «managers» أو «public».
fault-label-invalid = طول التسمية من 1 إلى 100 حرف.
fault-choices-invalid = لحقل الاختيار خيارات مختلفة عددها من 1 إلى { $max }، لا يتجاوز كل منها 100 حرف؛ ولا خيارات لغيره من الحقول.
fault-choice-unknown = لا يوجد خيار كهذا.
fault-date-invalid = هذا ليس تاريخًا، مثل {"\u200E"}2026-01-31{"\u200E"}.
fault-not-number = هذا ليس رقمًا.
fault-range-reversed = يجب ألا يسبق اليوم الأخير اليوم الأول.
fault-range-in-future = يجب ألا يكون اليوم الأول بعد اليوم الحالي.
fault-range-too-long = هذا أطول من { $max } من الأيام.
fault-bucket-unknown = يجب أن تكون القيمة «24h» أو «48h» أو «1w» أو «1y» أو «never».
fault-stage-unknown = يجب أن تكون القيمة «registered» أو «verified» أو «signed_in» أو «took_part» أو «back».
fault-source-unknown = يجب أن تكون القيمة «invitation» أو «event» أو «post» أو «direct».
fault-figure-unknown = لا توجد أرقام كهذه.
