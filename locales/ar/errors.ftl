# ما الذي حدث: error-CODE هي الجملة، وtitle-CODE نوع المشكلة.

retry-after = { $unit ->
    [minutes] { $count ->
        [zero] بعد أقل من دقيقة
        [one] بعد دقيقة واحدة
        [two] بعد دقيقتين
        [few] بعد { $count } دقائق
        [many] بعد { $count } دقيقة
       *[other] بعد { $count } دقيقة
    }
   *[seconds] { $count ->
        [zero] بعد لحظات
        [one] بعد ثانية واحدة
        [two] بعد ثانيتين
        [few] بعد { $count } ثوانٍ
        [many] بعد { $count } ثانية
       *[other] بعد { $count } ثانية
    }
}

error-invalid-input = بعض البيانات المُدخلة غير صالح.
error-email-taken = البريد الإلكتروني مستخدم من قبل
error-nickname-taken = الاسم المستعار مستخدم من قبل
error-user-not-found = لم يُعثر على المستخدم
error-session-not-found = لم يُعثر على الجلسة
error-message-not-found = لم يُعثر على الرسالة
error-job-not-found = لم يُعثر على المهمة
error-not-found = لا يوجد شيء في هذا العنوان.
error-unauthenticated = تعذّر التحقق من بيانات الدخول
error-wrong-credentials = البريد الإلكتروني أو كلمة المرور غير صحيحة.
error-account-locked = الحساب مقفل بسبب كثرة محاولات الدخول الفاشلة.
error-invalid-grant = بيانات الدخول أو الرمز خطأ أو منتهي الصلاحية أو سبق استخدامه.
error-forbidden = العملية غير مسموح بها
error-reauthentication-required = لإجراء ذلك، يُرجى تسجيل الدخول مجددًا أو إدخال كلمة المرور.
error-invalid-verification-token = رمز التحقق غير صالح أو منتهي الصلاحية
error-invalid-reset-token = رمز إعادة التعيين غير صالح أو منتهي الصلاحية
error-registration-closed = التسجيل هنا ليس متاحًا للجميع. قد تلزمك دعوة.
error-last-administrator = لن يبقى بذلك أي مسؤول نشط.
error-precondition-failed = طرأ تغيير في هذه الأثناء. يُرجى إعادة التحميل ثم تكرار التعديل.
error-idempotency-in-progress = ما زال هناك طلب قيد التنفيذ بمفتاح Idempotency-Key هذا.
error-idempotency-mismatch = سبق استخدام مفتاح Idempotency-Key هذا مع طلب مختلف.
error-throttled = طلبات كثيرة جدًا. يُرجى المحاولة مجددًا { retry-after }.
error-busy = الخدمة مشغولة جدًا حاليًا. يُرجى المحاولة مجددًا { retry-after }.
error-unavailable = إحدى الخدمات اللازمة لذلك لا تستجيب. يُرجى المحاولة لاحقًا.
error-picture-too-large = حجم الصورة أكبر من 5 ميغابايت.
error-not-a-picture = هذه ليست صورة JPEG أو PNG أو SVG أو WebP يمكن قراءتها.
error-too-many-pixels = في الصورة عدد كبير جدًا من البكسلات أو من العناصر المرسومة. الحد الأقصى 40 ميغابكسل.
error-storage-full = لم تبقَ مساحة لتخزين هذا.
error-internal = حدث خطأ من جانبنا، وقد سُجِّل.

error-method-not-allowed = هذا العنوان لا يدعم هذه الطريقة.
error-not-json = محتوى الطلب ليس JSON صالحًا.
error-too-deep = مستويات التداخل في JSON كثيرة جدًا.
error-body-too-large = محتوى الطلب كبير جدًا.
error-unsupported-media-type = نوع وسائط المحتوى غير مقبول هنا.
error-unsupported-encoding = ترميز المحتوى غير مقبول هنا.
error-body-timeout = استغرق وصول محتوى الطلب وقتًا طويلًا جدًا.
error-invalid-request = صيغة الطلب غير سليمة.
error-unsupported-grant-type = نوع المنح هذا غير مدعوم.

title-invalid-input = بيانات غير صالحة
title-email-taken = البريد الإلكتروني مستخدم
title-nickname-taken = الاسم المستعار مستخدم
title-user-not-found = غير موجود
title-session-not-found = غير موجودة
title-message-not-found = غير موجودة
title-job-not-found = غير موجودة
title-not-found = غير موجود
title-unauthenticated = لم يُسجَّل الدخول
title-wrong-credentials = فشل تسجيل الدخول
title-account-locked = الحساب مقفل
title-invalid-grant = منح غير صالح
title-forbidden = غير مسموح
title-reauthentication-required = يلزم تسجيل الدخول مجددًا
title-invalid-verification-token = رابط غير صالح
title-invalid-reset-token = رابط غير صالح
title-registration-closed = التسجيل مغلق
title-last-administrator = المسؤول الأخير
title-precondition-failed = طرأ تغيير
title-idempotency-in-progress = الطلب قيد التنفيذ
title-idempotency-mismatch = المفتاح مستخدم من قبل
title-throttled = طلبات كثيرة جدًا
title-busy = مشغول
title-unavailable = غير متاح
title-picture-too-large = الصورة كبيرة جدًا
title-not-a-picture = ليست صورة
title-too-many-pixels = بكسلات كثيرة جدًا
title-storage-full = مساحة التخزين ممتلئة
title-internal = خطأ داخلي

title-method-not-allowed = طريقة غير مسموح بها
title-not-json = ليس JSON
title-too-deep = تداخل عميق جدًا
title-body-too-large = كبير جدًا
title-unsupported-media-type = نوع وسائط غير مدعوم
title-unsupported-encoding = ترميز غير مدعوم
title-body-timeout = انتهت المهلة
title-invalid-request = طلب غير صالح
title-unsupported-grant-type = نوع منح غير مدعوم
error-form-forged = لم يُفتح هذا النموذج في هذا المتصفح، أو أنه قديم جدًا. يُرجى الرجوع وإعادة تحميل الصفحة ثم المحاولة مجددًا.
title-form-forged = النموذج مرفوض
error-professional-request-not-found = لم يُعثر على طلب صفة محترف
error-professional-request-open = هناك طلب مفتوح بالفعل.
error-professional-request-decided = سبق البت في هذا الطلب بقرار آخر.
error-already-professional = لهذا الحساب صفة محترف بالفعل.
title-professional-request-not-found = غير موجود
title-professional-request-open = الطلب مفتوح
title-professional-request-decided = سبق البت فيه
title-already-professional = محترف بالفعل
error-profile-field-not-found = لم يُعثر على حقل الملف الشخصي
title-profile-field-not-found = غير موجود
