verified = Email verified successfully
