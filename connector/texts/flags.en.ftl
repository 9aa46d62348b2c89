# What approvers are asked to look at twice.

flag-near_duplicate = { $alike } % of its words stand in an earlier post too ({ $other })
flag-near_duplicate-own = { $alike } % of its words stand in an earlier post by the same person ({ $other })
flag-burst = { $count } contributions within { $minutes } minutes
flag-dismissed = looked at by { $by }: { $reason }
