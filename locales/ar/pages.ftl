# الصفحات: nav-… وframe-… في كل صفحة، وpage-NAME-… في صفحة واحدة،
# وflash-CODE يظهر مرة واحدة في الصفحة بعد إجراء.

nav-skip = الانتقال إلى المحتوى
nav-main = التنقل الرئيسي
nav-menu = القائمة
nav-home = الرئيسية
nav-about = عن الموقع
nav-account = حسابي
nav-sign-in = تسجيل الدخول
nav-register = إنشاء حساب
nav-log-out = تسجيل الخروج
nav-api = API
nav-footer = المزيد
nav-sides = الحساب
nav-profile = الملف الشخصي
nav-details = التفاصيل
nav-sessions = الجلسات
nav-password = كلمة المرور
nav-data = بياناتك

frame-language = اللغة
frame-change-language = تغيير اللغة
frame-theme = المظهر
frame-theme-auto = تلقائي
frame-theme-light = فاتح
frame-theme-dark = داكن
frame-to-dark = المظهر الداكن
frame-to-light = المظهر الفاتح
frame-error-prefix = خطأ

role-anonymous = غير مؤكَّد بعد
role-authenticated = عضو
role-manager = مشرف
role-admin = مسؤول
professional = محترف

page-home-title = الرئيسية
page-home-welcome = أهلًا بك في
page-home-lead = حساب واحد لكل ما يجري هنا. إنشاؤه يستغرق دقيقة، وما يراه الآخرون عنك يبقى قرارك.
page-home-points = ما يمكنك الاعتماد عليه
page-home-name = اسم خاص بك
page-home-name-text = يعرفك الآخرون باسمك المستعار. ويبقى اسمك الحقيقي وبريدك الإلكتروني لك وحدك ما لم يكن لك رأي آخر.
page-home-safe = أمان بلا عناء
page-home-safe-text = تظهر لك كل الأجهزة المسجَّل دخولك عليها، ويمكنك إنهاء أي جلسة بزر واحد، ونخبرك عند ظهور جهاز جديد.
page-home-free = حرية المغادرة
page-home-free-text = يمكنك تنزيل كل ما نحتفظ به عنك أو حذفه في أي وقت. ولن يسألك أحد عن السبب.
page-home-hello = مرحبًا، { $nickname }
page-home-next = خطواتك التالية
page-home-next-lead = أمور قليلة تساعد الآخرين على التعرف إليك، ولا شيء منها عاجل.
page-home-progress = اكتمل { $done } من { $all }
page-home-step-done = تم

step-email = تأكيد بريدك الإلكتروني
step-username = اختيار اسم مستعار يعجبك
step-picture = إضافة صورة
step-names = إخبارنا باسمك
step-bio = كتابة بضع كلمات عنك
step-location = تحديد مكانك
step-links = ربط ملفك على LinkedIn أو GitHub
step-professional = طلب صفة محترف

page-about-title = عن الموقع
page-about-lead = يمنح { $site } مجتمعه حسابًا واحدًا لكل شيء. إليك ما يعنيه ذلك لك.
page-about-public = ما يراه الآخرون
page-about-public-text = اسمك المستعار وصورتك ونبذتك الشخصية. أما اسمك الأول واسم عائلتك فلا يظهران إلا باختيارك، ولا يظهر بريدك الإلكتروني أبدًا.
page-about-kept = ما نحتفظ به
page-about-kept-text = البيانات التي أدخلتها، والأجهزة المسجَّل دخولك عليها، وسجل بالتغييرات المهمة في حسابك، حتى يتبيّن لك ولنا ما جرى. أما كلمات المرور فلا تُحفظ إلا على هيئة تجزئة لا يمكن لأحد عكسها.
page-about-yours = ما يمكنك فعله
page-about-yours-text = تغيير أي شيء في أي وقت. تنزيل كل شيء في ملف واحد. حذف حسابك، فتزول معه كل بياناتك الشخصية.
page-about-quiet = ما لا يحدث هنا
page-about-quiet-text = لا إعلانات، ولا تتبّع من جهات أخرى، ولا تحميل لشيء من مكان آخر. تبقى بياناتك على هذا الخادم.
page-about-more = للمطوّرين
page-about-more-text = كل ما يفعله هذا الموقع متاح للبرامج أيضًا عبر API موثّقة.
page-about-more-link = قراءة توثيق API

page-register-title = إنشاء حسابك
page-register-lead = يستغرق ذلك دقيقة. لا يلزمك سوى بريد إلكتروني.
page-register-have = لديك حساب بالفعل؟
page-register-closed = التسجيل غير متاح
page-register-closed-text = ينضم الأعضاء الجدد هنا بدعوة. إذا كانت لديك دعوة، فيُرجى فتح الرابط الوارد فيها. وإذا كان أحد معارفك عضوًا هنا، فيمكنك طلبها منه.

page-login-title = تسجيل الدخول
page-login-lead = تسرّنا رؤيتك.
page-login-forgot = هل نسيت كلمة المرور؟
page-login-new = أول مرة هنا؟

page-profile-title = ملفك الشخصي
page-profile-lead = هذا ما يعرّف بك. اسمك المستعار وصورتك ظاهران للجميع.
page-profile-since = العضوية منذ
page-profile-email-confirmed = مؤكَّد
page-profile-email-unconfirmed = غير مؤكَّد
page-profile-pending = أرسلنا رابطًا إلى { $email }. ويبقى عنوانك القديم ساريًا حتى فتح الرابط.
page-profile-public = عرض ملفك الشخصي العام
page-profile-password = كلمة مرورك
page-profile-password-text = تغييرها يسجّل خروجك من كل مكان آخر.
page-profile-remove-picture = هل نزيل صورتك؟

page-details-title = تفاصيلك
page-details-lead = كل ما هنا اختياري.
page-details-name = اسمك
page-details-about = بكلماتك
page-details-links = في مواقع أخرى
page-details-settings = الإعدادات
page-details-extra = معلومات أخرى

page-sessions-title = جلساتك
page-sessions-lead = الأماكن المسجَّل دخولك فيها. إذا بدت لك جلسة غريبة، فيُرجى إنهاؤها وتغيير كلمة المرور.
page-sessions-this = هذا الجهاز
page-sessions-unknown = جهاز غير معروف
page-sessions-app = تطبيق
page-sessions-address = العنوان
page-sessions-since = تسجيل الدخول
page-sessions-seen = آخر نشاط
page-sessions-on = على
page-sessions-none = دخولك غير مسجَّل في أي مكان آخر.
page-sessions-end = هل ننهي هذه الجلسة؟ سيلزم تسجيل الدخول مجددًا على ذلك الجهاز.
page-sessions-end-others = هل ننهي كل الجلسات عدا هذه؟

page-data-title = بياناتك
page-data-lead = هي ملكك: يمكنك أخذ نسخة منها أو إزالتها كلها.
page-data-download = أخذ نسخة
page-data-download-text = كل ما نحتفظ به عنك في ملف zip واحد: ملفك الشخصي وصورك وجلساتك وسجلك.
page-data-leave = المغادرة
page-data-leave-text = يُغلق حسابك فورًا. { $days ->
    [0] وتُحذف بياناتك الشخصية في الحال؛ ولا يمكن التراجع عن ذلك.
    [one] وأمامك يوم واحد للعدول عن قرارك، ويكفي لذلك تسجيل الدخول مجددًا. بعدها تُحذف بياناتك الشخصية.
    [two] وأمامك يومان للعدول عن قرارك، ويكفي لذلك تسجيل الدخول مجددًا. بعدهما تُحذف بياناتك الشخصية.
    [few] وأمامك { $days } أيام للعدول عن قرارك، ويكفي لذلك تسجيل الدخول مجددًا. بعدها تُحذف بياناتك الشخصية.
    [many] وأمامك { $days } يومًا للعدول عن قرارك، ويكفي لذلك تسجيل الدخول مجددًا. بعدها تُحذف بياناتك الشخصية.
   *[other] وأمامك { $days } يوم للعدول عن قرارك، ويكفي لذلك تسجيل الدخول مجددًا. بعدها تُحذف بياناتك الشخصية.
}
page-data-confirm = هل نحذف حسابك؟

page-logout-title = تسجيل الخروج
page-logout-question = هل نسجّل خروجك من الموقع؟
page-logout-button = تسجيل الخروج

page-password-change-title = تغيير كلمة المرور
page-password-change-lead = يبقى دخولك مسجَّلًا هنا، ويُسجَّل خروجك من كل مكان آخر.
page-password-change-done-title = تغيّرت كلمة المرور
page-password-change-done-text = تهانينا. تغيّرت كلمة مرورك.
page-password-change-done-link = العودة إلى ملفك الشخصي

page-password-reset-title = إعادة تعيين كلمة المرور
page-password-reset-lead = يُرجى إدخال بريدك الإلكتروني لنرسل إليك رابطًا لتعيين كلمة مرور جديدة.
page-password-reset-back = العودة إلى تسجيل الدخول
page-password-reset-sent-title = يُرجى تفقّد بريدك
page-password-reset-sent-text = إذا كان هناك حساب بهذا العنوان، فالرابط في طريقه إليه. ولا يعمل الرابط إلا لفترة قصيرة.
page-password-reset-sent-nothing = لم يصلك شيء؟ يُرجى البحث في البريد غير المرغوب فيه، أو إعادة الطلب بعد بضع دقائق.
page-password-set-title = تعيين كلمة مرور جديدة
page-password-set-lead = سيُسجَّل خروجك من كل الأجهزة، ثم يمكنك تسجيل الدخول بكلمة المرور الجديدة.

page-link-bad-title = لم يعد هذا الرابط يعمل
page-link-bad-reset = انتهت صلاحيته أو سبق استخدامه أو أنه غير كامل. يمكنك طلب إرسال رابط جديد.
page-link-bad-verification = انتهت صلاحيته أو سبق استخدامه أو أنه غير كامل. يمكنك طلب إرسال رابط جديد.
page-link-bad-session = انتهت صلاحيته أو سبق استخدامه. يمكنك عرض جلساتك وإنهاؤها في حسابك.
page-link-bad-new = الحصول على رابط جديد
page-link-bad-sessions = عرض جلساتك

page-verify-email-title = تأكيد بريدك الإلكتروني
page-verify-email-lead = نقرة واحدة ويصبح حسابك جاهزًا.
page-verify-email-resend-title = إعادة إرسال الرابط
page-verify-email-resend-lead = يُرجى إدخال بريدك الإلكتروني لنرسل إليك رابطًا جديدًا لتأكيده.

page-user-since = العضوية منذ
page-user-edit = تعديل ملفك الشخصي
page-user-own = هكذا يراك الآخرون.
page-user-links = في مواقع أخرى
page-user-quiet = لا توجد نبذة عن { $nickname } بعد.

page-setup-title = المسؤول الأول
page-setup-lead = لم يسبقك أحد إلى هنا. كل شيء متاح لهذا الحساب، فيُرجى اختيار كلمة مرور قوية له.

page-reauthenticate-title = هل هذا أنت؟
page-reauthenticate-lead = هذه خطوة مهمة. يُرجى إدخال كلمة المرور مرة أخرى.

page-session-end-title = ألست أنت؟
page-session-end-lead = سُجِّل دخول إلى حسابك من هذا الجهاز. إن كان الفاعل غيرك، فيُرجى إنهاء الجلسة وتغيير كلمة المرور.
page-session-ended-title = انتهت الجلسة
page-session-ended-text = سُجِّل خروج ذلك الجهاز. إذا كان غريبًا عنك، فيُرجى تغيير كلمة المرور الآن.

page-unsubscribe-title = هل نوقف إرسال الأخبار؟
page-unsubscribe-lead = سنظل نراسلك بشأن أمان حسابك.
page-unsubscribed-title = أُلغي اشتراكك
page-unsubscribed-text = لن نرسل إليك أخبارًا بعد الآن. يمكنك الاشتراك مجددًا من صفحة تفاصيلك.

page-error-home = الذهاب إلى الصفحة الرئيسية
page-error-back = إذا تكرر ذلك، فيُرجى إخبارنا بهذا الرقم:

flash-invalid-credentials = بيانات الدخول غير صحيحة. يُرجى المحاولة مجددًا
flash-registered = أُنشئ حسابك. أرسلنا إلى بريدك رابطًا لتأكيد عنوانك، فيُرجى الاطلاع عليه.
flash-profile-updated = حُدِّث الملف الشخصي بنجاح
flash-profile-error = حدث خطأ أثناء تحديث الملف الشخصي
flash-signed-out = سُجِّل خروجك. إلى لقاء قريب.
flash-sessions-ended = انتهت كل الجلسات الأخرى.
flash-session-ended = انتهت الجلسة.
flash-password-set = عُيِّنت كلمة مرورك الجديدة. يمكنك تسجيل الدخول بها.
flash-picture-removed = أُزيلت صورتك.
flash-email-change-pending = تم الحفظ. أرسلنا رابطًا إلى عنوانك الجديد، ويكتمل التغيير بفتحه.
flash-deletion-requested = أُغلق حسابك. للعدول عن ذلك، يُرجى تسجيل الدخول قبل حذف بياناته.
flash-deletion-withdrawn = أهلًا بعودتك. حسابك باقٍ.
flash-verified = تأكّد بريدك الإلكتروني.
