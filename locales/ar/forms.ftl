# النماذج: field-NAME تسمية الحقل، وhint-NAME شرحه، وoption-NAME-VALUE خيار،
# وbutton-NAME زر.

field-username = الاسم المستعار
field-email-or-username = البريد الإلكتروني أو الاسم المستعار
field-email = البريد الإلكتروني
field-password = كلمة المرور
field-password1 = كلمة المرور
field-password2 = كلمة المرور مرة أخرى
field-mailing-list = أرغب في تلقي الأخبار بالبريد من حين لآخر
field-remember = إبقائي مسجَّل الدخول على هذا الجهاز
field-picture = الصورة
field-yes = نعم
field-no = لا
field-first-name = الاسم الأول
field-last-name = اسم العائلة
field-show-name = إظهار اسمي الأول واسم العائلة للجميع
field-bio = نبذة عنك
field-location = الموقع
field-linkedin-profile-url = عنوان LinkedIn
field-github-profile-url = عنوان GitHub
field-locale = اللغة
field-time-zone = المنطقة الزمنية
field-old-password = كلمة المرور القديمة
field-new-password1 = كلمة المرور الجديدة
field-new-password2 = كلمة المرور الجديدة (مرة أخرى)
field-posts = مصير منشوراتك

hint-username = هكذا يراك الآخرون. إذا بقي الحقل فارغًا اخترنا لك اسمًا، مثل leaping_otter_482.
hint-email = إذا غيّرته، فلن يسري العنوان الجديد إلا بعد تأكيده.
hint-password1 = 8 أحرف على الأقل. بضع كلمات لا رابط بينها سهلة التذكّر وصعبة التخمين.
hint-new-password1 = 8 أحرف على الأقل. بضع كلمات لا رابط بينها سهلة التذكّر وصعبة التخمين.
hint-picture = JPEG أو PNG أو WebP أو SVG، بحد أقصى 5 ميغابايت. تظهر الصورة للجميع.
hint-show-name = وإلا فلا يظهر للجميع سوى اسمك المستعار.
hint-bio = بضع جمل يمكن للجميع قراءتها.

option-posts-delete = حذفها مع حسابي
option-posts-keep = الإبقاء عليها دون اسمي

button-register = إنشاء حساب
button-sign-in = تسجيل الدخول
button-save = حفظ التغييرات
button-cancel = إلغاء
button-continue = متابعة
button-send-link = إرسال الرابط
button-set-password = تعيين كلمة المرور الجديدة
button-change-password = تغيير كلمة المرور
button-confirm-email = تأكيد بريدي الإلكتروني
button-send-again = إرسال رابط جديد
button-remove-picture = إزالة الصورة
button-end-session = إنهاء
button-end-this-session = إنهاء هذه الجلسة
button-end-other-sessions = إنهاء كل الجلسات الأخرى
button-download-data = تنزيل بياناتي
button-delete-account = حذف حسابي
button-setup = إنشاء حساب المسؤول
button-unsubscribe = إلغاء الاشتراك

form-faults = يُرجى مراجعة ما يلي:
form-optional = اختياري
form-show-password = إظهار كلمة المرور
form-hide-password = إخفاء كلمة المرور
form-characters-left = الأحرف المتبقية:
strength-label = قوة كلمة المرور:
strength-0 = قصيرة جدًا
strength-1 = سهلة التخمين
strength-2 = يمكن تحسينها
strength-3 = جيدة
strength-4 = ممتازة
crop-label = الجزء الظاهر من الصورة. يمكن تحريكه بالسحب أو بمفاتيح الأسهم.
crop-zoom = التكبير
crop-help = يمكن سحب الصورة أو تحريكها بمفاتيح الأسهم حتى يعجبك ما في الإطار.
crop-discard = اختيار صورة أخرى
