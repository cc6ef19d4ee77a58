"""Pages of accounts: sign in, stay, sign out, one's own keys."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from dd_portal.accounts.views.keys import keys
from dd_portal.accounts.views.stay import stay

app_name = "accounts"

urlpatterns = [
    path(
        "sign-in/",
        LoginView.as_view(template_name="accounts/sign_in.html", redirect_authenticated_user=True),
        name="sign_in",
    ),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("keys/", keys, name="keys"),
    path("stay/", stay, name="stay"),
]
