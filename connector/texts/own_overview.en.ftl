# The overview of an approver for some communities.

own-overview-title = Your communities
