## Who may sign in at the desk

user-title = Users
user-lead = Who may sign in at the desk, and what they may do there.
user-add = Add somebody
user-change = Change
user-change-lead = Whoever is signed in has to sign in again.
user-new-password = Set a new password
user-password = Password (at least 10 characters)
user-elsewhere = May stay empty for those who sign in with the institution's account.
user-identifier = NIP, so that they cannot decide on their own records; empty if they are no member
user-scope = Communities of an approver
user-all-communities = all communities
user-some-communities = only those ticked below
user-disable = Disable
user-enable = Let in again
user-disable-lead = Whoever is disabled is signed out at once and cannot sign in. What they decided stays.
user-disabled = disabled
user-enabled = may sign in
user-role-admin = admin: everything
user-role-approver = approver: sees everything, or only some communities; decides on records and sessions
user-role-hr = HR: approved records, runs for HR, people; decides on nothing
user-role-auditor = auditor: sees everything, changes nothing
user-done-added = Added.
user-done-change = Changed.
user-done-password = The new password holds from now on.
user-done-disable = Disabled and signed out.
user-done-enable = May sign in again.
user-refused-bad_username = A user name has small letters, digits and . _ @ + - only.
user-refused-username_taken = There is somebody with that user name already.
user-refused-password_too_short = A password has at least 10 characters.
user-refused-bad_role = There is no such role.
user-refused-last_admin = This is the last admin; make somebody else admin first.

## Signing in with the institution's own account

oidc-sign-in = Sign in with { $name }
oidc-or = or with a password of this desk
oidc-refused = You are not signed in
oidc-again = Back to signing in
oidc-provider_away = { $name } cannot be reached just now. Try again in a moment.
oidc-not_verified = What { $name } told could not be verified, or the page was left open too long. Begin again.
oidc-unknown_here = { $name } knows you, but this desk does not. Ask an admin of the desk to add you.
