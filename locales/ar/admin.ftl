# لوحة الإدارة: admin-… لصفحاتها، وfilter-NAME تسميات عوامل التصفية،
# وaction-… تقول ما حدث.

nav-admin = الإدارة

admin-nav = الإدارة
admin-nav-home = نظرة عامة
admin-nav-users = الأشخاص
admin-nav-professional = المحترفون
admin-nav-audit = سجل التدقيق
admin-nav-jobs = الرسائل
admin-nav-mailbox = صندوق البريد
admin-nav-settings = الإعدادات

admin-yes = نعم
admin-no = لا
admin-any = الكل
admin-never = أبدًا
admin-nothing = لا يوجد شيء هنا بعد.
admin-pages = الصفحات
admin-page = الصفحة { $number }
admin-page-before = السابق
admin-page-after = التالي
admin-total-more = أكثر من { $count }
admin-total = { $count ->
    [zero] لا عناصر
    [one] عنصر واحد
    [two] عنصران
    [few] { $count } عناصر
    [many] { $count } عنصرًا
   *[other] { $count } عنصر
}
admin-filters = التصفية
admin-filters-active = عوامل التصفية السارية
admin-filters-apply = تطبيق
admin-filters-clear = مسح الكل
admin-filter-remove = (إزالة)
admin-search = بحث
admin-search-placeholder = اسم، بريد، مكان…
admin-search-hint = كلمات بأي ترتيب، أو عوامل تصفية مثل

filter-role = الدور
filter-email-verified = البريد مؤكَّد
filter-is-locked = مقفل
filter-is-professional = محترف
filter-never-logged-in = دون أي دخول
filter-locale = اللغة
filter-created-from = التسجيل من
filter-created-to = التسجيل قبل
filter-last-login-from = آخر دخول من
filter-last-login-before = آخر دخول قبل
filter-actor = الفاعل
filter-subject = الشخص المعني
filter-action = ما حدث
filter-from = من
filter-to = قبل
filter-state = الحالة
filter-type = النوع
filter-status = الحالة

admin-home-title = نظرة عامة
admin-home-wants = يحتاج إلى انتباه
admin-home-calm = لا شيء حاليًا. كل شيء على ما يرام.
admin-home-services = الخدمات
admin-home-oldest = أقدم رسالة منتظرة
admin-home-oldest-none = لا رسائل منتظرة
admin-home-seal = سجل التدقيق
admin-home-sealed = { $count ->
    [zero] لا صفوف مختومة
    [one] صف واحد مختوم
    [two] صفان مختومان
    [few] { $count } صفوف مختومة
    [many] { $count } صفًا مختومًا
   *[other] { $count } صف مختوم
}
admin-home-behind = كُتب أقدم صف غير مختوم
admin-figure-members = الأشخاص
admin-figure-verified = البريد مؤكَّد
admin-figure-recent = الجدد هذا الأسبوع
admin-figure-locked = المقفلون
admin-figure-requests = طلبات المحترفين
admin-figure-pending = رسائل في الطريق
admin-figure-parked = رسائل تعذّر تسليمها
admin-want-locked = { $count ->
    [zero] لا حسابات مقفلة.
    [one] هناك حساب واحد مقفل.
    [two] هناك حسابان مقفلان.
    [few] هناك { $count } حسابات مقفلة.
    [many] هناك { $count } حسابًا مقفلًا.
   *[other] هناك { $count } حساب مقفل.
}
admin-want-unverified = { $count ->
    [zero] أكّد الجميع عناوينهم.
    [one] لم يؤكّد شخص واحد عنوانه قط. هل نعيد إرسال الرابط؟
    [two] لم يؤكّد شخصان عنوانيهما قط. هل نعيد إرسال الرابط؟
    [few] لم يؤكّد { $count } أشخاص عناوينهم قط. هل نعيد إرسال الرابط؟
    [many] لم يؤكّد { $count } شخصًا عناوينهم قط. هل نعيد إرسال الرابط؟
   *[other] لم يؤكّد { $count } شخص عناوينهم قط. هل نعيد إرسال الرابط؟
}
admin-want-requests = { $count ->
    [zero] لا طلبات لصفة محترف تنتظر الرد.
    [one] طلب واحد لصفة محترف ينتظر الرد.
    [two] طلبان لصفة محترف ينتظران الرد.
    [few] { $count } طلبات لصفة محترف تنتظر الرد.
    [many] { $count } طلبًا لصفة محترف تنتظر الرد.
   *[other] { $count } طلب لصفة محترف تنتظر الرد.
}
admin-want-parked = { $count ->
    [zero] لا رسائل تعذّر تسليمها.
    [one] تعذّر تسليم رسالة واحدة وتوقفت المحاولات.
    [two] تعذّر تسليم رسالتين وتوقفت المحاولات.
    [few] تعذّر تسليم { $count } رسائل وتوقفت المحاولات.
    [many] تعذّر تسليم { $count } رسالة وتوقفت المحاولات.
   *[other] تعذّر تسليم { $count } رسالة وتوقفت المحاولات.
}
admin-want-late = هناك رسائل تنتظر منذ أكثر من خمس دقائق.
admin-want-down = { $count ->
    [zero] كل الخدمات تستجيب.
    [one] خدمة واحدة لا تستجيب.
    [two] خدمتان لا تستجيبان.
    [few] { $count } خدمات لا تستجيب.
    [many] { $count } خدمة لا تستجيب.
   *[other] { $count } خدمة لا تستجيب.
}
admin-want-unsealed = هناك صفوف في سجل التدقيق تنتظر الختم. هل تعمل عملية المعالجة؟
admin-want-templates = { $count ->
    [zero] لا قوالب بريد مخصّصة معطوبة.
    [one] قالب بريد مخصّص واحد معطوب؛ يُستخدم القالب المضمّن بدلًا منه.
    [two] قالبا بريد مخصّصان معطوبان؛ يُستخدم القالبان المضمّنان بدلًا منهما.
    [few] { $count } قوالب بريد مخصّصة معطوبة؛ تُستخدم القوالب المضمّنة بدلًا منها.
    [many] { $count } قالب بريد مخصّصًا معطوبًا؛ تُستخدم القوالب المضمّنة بدلًا منها.
   *[other] { $count } قالب بريد مخصّص معطوب؛ تُستخدم القوالب المضمّنة بدلًا منها.
}
admin-want-weak = { $count ->
    [zero] لا إعدادات أضعف من قيمها الافتراضية.
    [one] إعداد واحد أضعف من قيمته الافتراضية.
    [two] إعدادان أضعف من قيمتيهما الافتراضيتين.
    [few] { $count } إعدادات أضعف من قيمها الافتراضية.
    [many] { $count } إعدادًا أضعف من قيمها الافتراضية.
   *[other] { $count } إعداد أضعف من قيمها الافتراضية.
}
admin-service-database = قاعدة البيانات
admin-service-objects = مخزن الصور
admin-service-messages = نقل الرسائل
admin-service-mail = خادم البريد
admin-service-mailing_list = القائمة البريدية
admin-service-up = تعمل
admin-service-down = لا تستجيب

admin-users-title = الأشخاص
admin-users-total = { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
admin-users-none = لا أحد يطابق ذلك.
admin-users-new = إضافة شخص
admin-users-import = استيراد
admin-users-export = تصدير هؤلاء بصيغة CSV
admin-choose = تحديد
admin-choose-all = تحديد كل من في هذه الصفحة
admin-column-person = الشخص
admin-column-email = البريد
admin-column-role = الدور
admin-column-created = التسجيل
admin-column-seen = آخر دخول
admin-state-locked = مقفل
admin-state-unverified = غير مؤكَّد
admin-state-leaving = قيد المغادرة
admin-do-lock = قفل
admin-do-unlock = إلغاء القفل
admin-do-resend = إعادة إرسال رابط التأكيد
admin-do-export = تصدير
admin-do-delete = حذف
admin-bulk = للمحدَّدين:
admin-bulk-chosen = المحدَّدون:
admin-bulk-lead = يُرجى مراجعة القائمة أولًا. لم يُنفَّذ شيء بعد.
admin-bulk-lock-title = { $count ->
    [zero] لا حسابات لقفلها
    [one] قفل حساب شخص واحد؟
    [two] قفل حسابي شخصين؟
    [few] قفل حسابات { $count } أشخاص؟
    [many] قفل حسابات { $count } شخصًا؟
   *[other] قفل حسابات { $count } شخص؟
}
admin-bulk-unlock-title = { $count ->
    [zero] لا حسابات لإلغاء قفلها
    [one] إلغاء قفل حساب شخص واحد؟
    [two] إلغاء قفل حسابي شخصين؟
    [few] إلغاء قفل حسابات { $count } أشخاص؟
    [many] إلغاء قفل حسابات { $count } شخصًا؟
   *[other] إلغاء قفل حسابات { $count } شخص؟
}
admin-bulk-resend-title = { $count ->
    [zero] لا أحد لإرسال رابط التأكيد إليه
    [one] إرسال رابط التأكيد إلى شخص واحد؟
    [two] إرسال رابط التأكيد إلى شخصين؟
    [few] إرسال رابط التأكيد إلى { $count } أشخاص؟
    [many] إرسال رابط التأكيد إلى { $count } شخصًا؟
   *[other] إرسال رابط التأكيد إلى { $count } شخص؟
}
admin-bulk-result = النتيجة
admin-bulk-will = سيُنفَّذ
admin-bulk-unchanged = لا حاجة إلى شيء
admin-bulk-done = نُفِّذ
admin-bulk-done-title = تم
admin-bulk-sum = نُفِّذ: { $done }. لا حاجة إلى شيء: { $unchanged }. فشل: { $failed }.
admin-bulk-back = العودة إلى القائمة

admin-new-title = إضافة شخص
admin-new-lead = دون كلمة مرور، يُرسَل إلى الشخص بريد فيه رابط لتعيينها. ودون اسم مستعار، يُختار له اسم.
admin-new-button = إضافة هذا الشخص
admin-group-account = الحساب
admin-group-profile = الملف الشخصي
admin-field-bio = نبذة عن الشخص
admin-field-show-name = الاسم الأول واسم العائلة ظاهران للجميع
admin-field-mailing-list = في القائمة البريدية
field-role = الدور
field-email-verified = ثبت أن البريد الإلكتروني يخص هذا الشخص
field-profile-picture-url = عنوان صورة
field-reason = السبب
field-note = سبب طلبك
field-file = الملف
field-update-existing = تغيير الأشخاص الموجودين من قبل
field-skip-invalid = استيراد البقية إذا كانت في بعض الصفوف أخطاء
hint-update-existing = يُعرفون ببريدهم الإلكتروني. وإلا عُدّت صفوفهم خاطئة.
hint-skip-invalid = وإلا كفى صف خاطئ واحد لئلا يُستورد أي شيء.
hint-file = ملف CSV بترميز UTF-8، تفصل بين خلاياه فواصل أو فواصل منقوطة، وفيه صف عناوين. تُسمّى الأعمدة بأسماء الحقول: email وnickname وfirst_name وهكذا.
option-role-ANONYMOUS = { role-anonymous }
option-role-AUTHENTICATED = { role-authenticated }
option-role-MANAGER = { role-manager }
option-role-ADMIN = { role-admin }

admin-person-own = هذا أنت
admin-person-tabs = أقسام صفحة الشخص
admin-person-public = الملف العام
admin-person-locked-at = تاريخ القفل
admin-person-leaves = موعد المحو
admin-person-failures = محاولات دخول فاشلة
admin-person-untouchable = لا يمكن تغيير مسؤول إلا من قِبل المسؤولين.
admin-person-no-sessions = لا دخول مسجَّل في أي مكان.
admin-person-edit = الملف الشخصي
admin-person-role = الدور
admin-person-role-button = تغيير الدور
admin-person-lock = قفل الحساب
admin-person-lock-text = تنتهي كل الجلسات فورًا، ولا يمكن لأحد تسجيل الدخول حتى إلغاء القفل. ويُرسَل السبب إلى الشخص بالبريد.
admin-person-unlock = إلغاء قفل الحساب
admin-person-unlock-text = يُبلَّغ الشخص بالبريد، ويمكنه تسجيل الدخول مجددًا.
admin-person-resend = تأكيد العنوان
admin-person-resend-text = يرسل رابط تأكيد العنوان مرة أخرى.
admin-person-professional = صفة محترف
admin-person-grant = منح الصفة
admin-person-withdraw = سحب الصفة
admin-person-delete = حذف هذا الشخص
admin-person-delete-text = يزول الحساب وكل البيانات الشخصية فورًا ونهائيًا. ولا يحتفظ سجل التدقيق إلا بمعرّف.
admin-person-delete-question = حذف { $nickname } نهائيًا؟

flash-person-created = أُضيف الشخص.
flash-person-saved = تم الحفظ.
flash-person-locked = قُفل الحساب وانتهت جلساته.
flash-person-unlocked = أُلغي قفل الحساب.
flash-person-resent = الرابط في طريقه.
flash-person-deleted = حُذف الشخص وبياناته.
flash-role-changed = تغيّر الدور.
flash-professional-granted = مُنحت الصفة.
flash-professional-withdrawn = سُحبت الصفة.
flash-professional-refused = رُفض الطلب.
flash-professional-requested = شكرًا لك. سننظر في طلبك ونراسلك.
flash-nobody-chosen-error = لم يُحدَّد أحد.
flash-job-retried = ستُعاد محاولة تسليم الرسالة الآن.
flash-job-dropped = استُبعدت الرسالة.

admin-audit-title = سجل التدقيق
admin-audit-export-csv = تصدير بصيغة CSV
admin-audit-export-json = تصدير كأسطر JSON
admin-actor-guest = زائر
admin-actor-system = نظام Roster نفسه
admin-actor-cli = سطر الأوامر
admin-log-by = بواسطة
admin-log-about = بشأن
admin-log-from = من
admin-log-erased = مُحيت القيم الشخصية مع محو الشخص.
admin-log-unsealed = لم يُختم بعد

action-user-registered = تسجيل حساب
action-user-created = إنشاء الحساب
action-user-verified = تأكيد العنوان
action-user-verification-requested = طلب رابط التأكيد
action-user-updated = تغيير الملف الشخصي
action-user-picture-changed = رفع صورة
action-user-picture-removed = إزالة الصورة
action-user-nickname-changed = تغيير الاسم المستعار
action-user-email-change-requested = إدخال عنوان جديد
action-user-email-changed = تغيير العنوان
action-user-email-change-undone = التراجع عن تغيير العنوان
action-user-reset-requested = طلب إعادة تعيين كلمة المرور
action-user-password-reset = إعادة تعيين كلمة المرور
action-user-password-changed = تغيير كلمة المرور
action-user-role-changed = تغيير الدور
action-user-locked = قفل الحساب
action-user-unlocked = إلغاء قفل الحساب
action-user-deletion-requested = طلب الحذف
action-user-deletion-withdrawn = العدول عن الحذف
action-user-deleted = محو الحساب
action-user-professional-requested = طلب صفة محترف
action-user-professional-granted = منح صفة محترف
action-user-professional-refused = رفض صفة محترف
action-user-professional-withdrawn = سحب صفة محترف
action-user-subscribed = الانضمام إلى القائمة البريدية
action-user-unsubscribed = مغادرة القائمة البريدية
action-session-created = تسجيل الدخول
action-session-revoked = إنهاء الجلسة
action-session-reused = عودة رمز مستهلك، وإنهاء الجلسة
action-message-retried = إعادة محاولة الرسالة
action-message-dropped = استبعاد الرسالة
action-key-rotated = تدوير مفتاح التوقيع

admin-jobs-title = الرسائل
admin-jobs-lead = ما ينتظر التسليم، أو يجري تسليمه، أو تعذّر تسليمه. أما ما سُلِّم فلم يعد هنا.
admin-jobs-by-type = حسب النوع
admin-jobs-none = لا شيء ينتظر. سُلِّمت كل الرسائل.
admin-jobs-oldest = الأقدم
admin-jobs-attempts = المحاولات
admin-jobs-next = المحاولة التالية
admin-jobs-created = الإنشاء
admin-jobs-why = سبب الفشل
admin-jobs-retry = المحاولة الآن
admin-jobs-drop = استبعاد
admin-jobs-drop-question = استبعاد هذه الرسالة؟ لن تُسلَّم أبدًا.
state-PENDING = قيد الانتظار
state-RUNNING = قيد التسليم
state-PARKED = تعذّر التسليم

admin-mailbox-title = صندوق البريد
admin-mailbox-lead = أحدث الرسائل التي احتفظ بها الصندوق المضمّن بدلًا من إرسالها.
admin-mailbox-none = الصندوق المضمّن فارغ. عند استخدام خادم بريد تُرسَل الرسائل ولا تُحفظ.
admin-mailbox-preview = معاينة القوالب
admin-mailbox-to = إلى
admin-mailbox-from = من
admin-mailbox-subject = الموضوع
admin-mailbox-at = التاريخ
admin-mailbox-language = اللغة
admin-mailbox-text = نصًا
admin-mailbox-html = بصيغة HTML
admin-preview-title = قوالب البريد
admin-preview-lead = كل القوالب بكل اللغات، بقيم مختلَقة.
admin-preview-show = عرض
admin-preview-faults = قوالب مخصّصة غير مستخدمة
admin-preview-broken = لا يمكن عرض هذا القالب:

admin-settings-title = الإعدادات
admin-settings-lead = القيم السارية ومصدر كل منها. القيم السرية محجوبة. وتُغيَّر القيم في ملف الإعدادات أو في متغيرات البيئة.
admin-settings-key = الإعداد
admin-settings-value = القيمة
admin-settings-source = المصدر
admin-settings-default = افتراضي
admin-settings-weak = ضعيف
admin-settings-empty = فارغ

admin-import-title = استيراد أشخاص
admin-import-lead = يظهر لك أولًا ما سيحدث، صفًا بعد صف. ولا يُكتب شيء قبل موافقتك.
admin-import-button = عرض الخطة
admin-import-checking = جارٍ قراءة الملف وفحصه
admin-import-writing = جارٍ الاستيراد
admin-import-plan = الخطة
admin-import-done = تم الاستيراد
admin-import-failed = انقطع الاستيراد
admin-import-created = جديد
admin-import-updated = مُغيَّر
admin-import-unchanged = دون تغيير
admin-import-skipped = خاطئ
admin-import-rows = { $count ->
    [zero] لا صفوف حتى الآن
    [one] صف واحد حتى الآن
    [two] صفان حتى الآن
    [few] { $count } صفوف حتى الآن
    [many] { $count } صفًا حتى الآن
   *[other] { $count } صف حتى الآن
}
admin-import-speed = { $count ->
    [zero] أقل من صف في الثانية
    [one] صف واحد في الثانية
    [two] صفان في الثانية
    [few] { $count } صفوف في الثانية
    [many] { $count } صفًا في الثانية
   *[other] { $count } صف في الثانية
}
admin-import-left = { $count ->
    [zero] أوشك على الانتهاء
    [one] بقيت ثانية واحدة تقريبًا
    [two] بقيت ثانيتان تقريبًا
    [few] بقيت { $count } ثوانٍ تقريبًا
    [many] بقيت { $count } ثانية تقريبًا
   *[other] بقيت { $count } ثانية تقريبًا
}
admin-import-nothing = مع هذه الأخطاء لا يُستورد شيء. يُرجى إصلاح الملف أو السماح بتخطي الصفوف الخاطئة.
admin-import-apply = الاستيراد الآن
admin-import-again = اختيار ملف آخر
admin-import-faults = الأخطاء
admin-import-more = { $count ->
    [zero] ولا أخطاء أخرى
    [one] وخطأ واحد آخر
    [two] وخطآن آخران
    [few] و{ $count } أخطاء أخرى
    [many] و{ $count } خطأً آخر
   *[other] و{ $count } خطأ آخر
}
admin-import-download = تنزيل الصفوف الخاطئة مع الأسباب
admin-import-examples = ما سيتغيّر
admin-import-line = السطر
admin-import-column = العمود
admin-import-message = الخطأ
admin-import-columns = أعمدة الملف
admin-import-columns-lead = حدِّد الحقل الذي يقابل كل عمود. ما توحي به الأسماء مختار مسبقًا.
admin-import-sample = الصف الأول
admin-import-field = الحقل
admin-import-leave-out = تجاهل
admin-import-new = جديد
admin-import-away = يمكنك مغادرة هذه الصفحة، فالعمل مستمر. وإذا انقطع، فيُرجى استيراد الملف نفسه مجددًا مع تغيير الأشخاص الموجودين: لن يتكرر أحد.

admin-professional-title = طلبات المحترفين
admin-professional-lead = أعضاء اكتملت ملفاتهم الشخصية ويطلبون صفة محترف.
admin-professional-none = لا طلبات منتظرة.
admin-professional-approve = قبول
admin-professional-refuse = رفض
admin-professional-asked = قُدِّم
admin-professional-gone = شخص لم يعد هنا
request-OPEN = مفتوح
request-APPROVED = مقبول
request-REFUSED = مرفوض

page-professional-title = صفة محترف
page-professional-lead = يحمل المحترفون شارة في ملفهم الشخصي ويمكنهم اقتراح فعاليات.
page-professional-is = لديك صفة محترف.
page-professional-open = طلبك لدينا منذ
page-professional-refused = رُفض طلبك الأخير.
page-professional-missing = يُرجى إكمال ملفك الشخصي أولًا. ما ينقصه:
page-professional-button = طلب الصفة
page-professional-history = الطلبات السابقة
nav-professional = صفة محترف
need-first-name = الاسم الأول
need-last-name = اسم العائلة
need-bio = بضع كلمات عنك
need-location = مكانك
need-profile-picture-url = صورة
need-linkedin-profile-url = رابط إلى ملفك على LinkedIn أو GitHub
need-github-profile-url = رابط إلى ملفك على LinkedIn أو GitHub
