using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Storage.AzureTables;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Promises;
using HuddleBot.Tests.Storage;
using static HuddleBot.Tests.Themes.Chain;

namespace HuddleBot.Tests.Themes;

/// <summary>How escalations and their theme keep together, on each real storage.</summary>
public abstract class ThemeContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>An empty table.</summary>
    protected abstract Task<ITableStore> FreshAsync();

    [Fact]
    public async Task What_is_merged_is_counted_and_one_decision_reaches_every_team_that_asked()
    {
        var chain = new Chain(await FreshAsync());
        var (one, two, three) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.SettleAsync();
        await chain.MergeAsync(two, Max, "", theme);
        await chain.MergeAsync(three, Max, "", theme);
        await chain.SettleAsync();

        var found = (await chain.Themes.FindAsync(theme, None))!;
        Assert.Equal(("No sign for the bus", 3, 3), (found.Title, found.Members.Count, found.Teams.Count));
        await chain.DoAsync(theme, Mia, new ThemeCommand.Resolve("Signs are up since Monday."));
        await chain.SettleAsync();
        foreach (var issue in (IssueId[])[one, two, three])
        {
            var resolved = Assert.IsType<TriageState.Resolved>(await chain.TriageAsync(issue));
            Assert.Equal(("Signs are up since Monday.", theme), (resolved.Answer, resolved.Theme!.Id));
        }

        // The team that asked is told in its own channel, once.
        await chain.SendAsync();
        foreach (var channel in (string[])["D-C1", "D-C2", "D-C3"]) Assert.Equal(2, chain.Mail.In(channel).Count(letter => letter.Shows == "EventNote"));

        // Each says whether it helped; the card counts it.
        await chain.DoAsync(one, Ana, new IssueCommand.SayHelped(Outcome.Yes));
        await chain.DoAsync(two, Ana, new IssueCommand.SayHelped(Outcome.No));
        await chain.DoAsync(two, Ana, new IssueCommand.Reopen("There is still none at exit B"));
        await chain.SettleAsync();
        var view = await ViewAsync(chain, theme);
        Assert.Equal(new HelpedCount(1, 0, 1), view.Helped);
        Assert.Equal([one, three], view.Theme.Members.Select(member => member.Issue));
        Assert.IsType<TriageState.Waiting>(await chain.TriageAsync(two));
    }

    [Fact]
    public async Task What_joins_after_the_decision_hears_of_it_at_once_and_what_is_taken_back_is_open_everywhere()
    {
        var chain = new Chain(await FreshAsync());
        var (one, two, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.SettleAsync();
        await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(null, null));
        await chain.SettleAsync();
        Assert.Equal("Mia", Assert.IsType<TriageState.Merged>(await chain.TriageAsync(one)).Owner!.Name);

        await chain.MergeAsync(two, Max, "", theme);
        await chain.SettleAsync();
        Assert.Equal("Mia", Assert.IsType<TriageState.Merged>(await chain.TriageAsync(two)).Owner!.Name);

        await chain.DoAsync(theme, Mia, new ThemeCommand.Decline("No money this year"));
        await chain.SettleAsync();
        Assert.IsType<TriageState.Declined>(await chain.TriageAsync(two));
        await chain.DoAsync(theme, Mia, new ThemeCommand.Undo(null));
        await chain.SettleAsync();
        Assert.Equal("Mia", Assert.IsType<TriageState.Merged>(await chain.TriageAsync(two)).Owner!.Name);
    }

    [Fact]
    public async Task Splitting_takes_it_out_and_the_theme_decides_for_it_no_more()
    {
        var chain = new Chain(await FreshAsync());
        var (one, two, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.MergeAsync(two, Max, "No sign for the bus", theme);
        await chain.SettleAsync();
        await chain.DoAsync(two, Max, new IssueCommand.TriageSplit());
        await chain.SettleAsync();
        Assert.Equal([one], (await chain.Themes.FindAsync(theme, None))!.Members.Select(member => member.Issue));

        await chain.DoAsync(theme, Mia, new ThemeCommand.Resolve("Done"));
        await chain.SettleAsync();
        Assert.IsType<TriageState.Waiting>(await chain.TriageAsync(two));
    }

    [Fact]
    public async Task Of_two_managers_who_merge_one_issue_into_different_themes_at_once_one_succeeds()
    {
        var chain = new Chain(await FreshAsync());
        var issue = await chain.EscalateAsync(Paris, "No sign for the bus");
        var (first, second) = (ThemeId.Of("a"), ThemeId.Of("b"));
        var replies = await Task.WhenAll(
            Task.Run(() => chain.Desk.DoAsync(issue, Max, "form-a", new IssueCommand.TriageMerge(first, "Signs"), None)),
            Task.Run(() => chain.Desk.DoAsync(issue, Max, "form-b", new IssueCommand.TriageMerge(second, "Buses"), None)));
        Assert.Single(replies.OfType<IssueReply.Done>());
        Assert.IsType<Refusal.DecidedBefore>(Assert.Single(replies.OfType<IssueReply.Refused>()).Refusal);
        await chain.SettleAsync();
        var counted = new[] { await chain.Themes.FindAsync(first, None), await chain.Themes.FindAsync(second, None) }.Sum(theme => theme?.Members.Count ?? 0);
        Assert.Equal(1, counted);
    }

    [Fact]
    public async Task Two_who_decide_on_a_theme_at_once_get_one_result_and_the_loser_hears_the_winners_name()
    {
        var chain = new Chain(await FreshAsync());
        var (one, two, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.MergeAsync(two, Max, "No sign for the bus", theme);
        await chain.SettleAsync();
        var replies = await Task.WhenAll(
            Task.Run(() => chain.ThemeDesk.DoAsync(theme, Mia, "mia", new ThemeCommand.Resolve("Signs"), None)),
            Task.Run(() => chain.ThemeDesk.DoAsync(theme, Max, "max", new ThemeCommand.Decline("No"), None)));
        var winner = Assert.Single(replies.OfType<ThemeReply.Done>()).View.Theme.LastEvent.By;
        Assert.Equal(winner.Name, Assert.IsType<Refusal.DecidedBefore>(Assert.Single(replies.OfType<ThemeReply.Refused>()).Refusal).First.By.Name);

        // The same click again, as platforms send them.
        Assert.IsType<ThemeReply.AlreadyDone>(await chain.ThemeDesk.DoAsync(theme, winner, winner == Mia ? "mia" : "max", new ThemeCommand.Resolve("Signs"), None));
    }

    [Fact]
    public async Task Whoever_has_no_say_in_a_team_concerned_is_refused()
    {
        var chain = new Chain(await FreshAsync());
        var (one, two, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.SettleAsync();
        foreach (var person in (Actor[])[Ana, Max])
        {
            Assert.IsType<Refusal.NotAManager>(Assert.IsType<ThemeReply.Refused>(await chain.ThemeDesk.DoAsync(theme, person, chain.Operation(), new ThemeCommand.Resolve("x"), None)).Refusal);
            Assert.IsType<Refusal.NotAManager>(Assert.IsType<LookReply.Refused>(await chain.ThemeDesk.LookAsync(theme, person, ThemeForm.Evidence, 0, None)).Refusal);
        }

        // With an escalation of his own in it, he has one.
        await chain.MergeAsync(two, Max, "", theme);
        await chain.SettleAsync();
        var evidence = Assert.IsType<CardContent.ThemeEvidence>(Assert.IsType<LookReply.Show>(await chain.ThemeDesk.LookAsync(theme, Max, ThemeForm.Evidence, 9, None)).Content);
        Assert.Equal((2, 0, 1), (evidence.Items.Count, evidence.Page, evidence.Pages));
        Assert.IsType<Refusal.Unknown>(Assert.IsType<ThemeReply.Refused>(await chain.ThemeDesk.DoAsync(ThemeId.Of("forged"), Max, "x", new ThemeCommand.Resolve("x"), None)).Refusal);
    }

    [Fact]
    public async Task The_owners_click_that_comes_again_is_done_already_although_the_theme_is_theirs_no_more()
    {
        var chain = new Chain(await FreshAsync());
        var (one, _, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.SettleAsync();
        await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(Ana, null));
        Assert.IsType<ThemeReply.Done>(await chain.ThemeDesk.DoAsync(theme, Ana, "ana", new ThemeCommand.Resolve("Signs are up."), None));
        Assert.IsType<ThemeReply.AlreadyDone>(await chain.ThemeDesk.DoAsync(theme, Ana, "ana", new ThemeCommand.Resolve("Signs are up."), None));
        Assert.IsType<ThemeReply.Refused>(await chain.ThemeDesk.DoAsync(theme, Ana, "another", new ThemeCommand.Resolve("Signs are up."), None));
    }

    [Fact]
    public async Task The_owner_sees_only_the_forms_that_they_may_send_and_takes_their_own_word_back()
    {
        var chain = new Chain(await FreshAsync());
        var (one, two, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.SettleAsync();
        await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(Ana, null));
        foreach (var form in (ThemeForm[])[ThemeForm.Card, ThemeForm.Evidence, ThemeForm.Accept, ThemeForm.Resolve, ThemeForm.Rename]) Assert.IsType<LookReply.Show>(await LookAsync(Ana, form));
        Assert.IsType<Refusal.NotAManager>(Assert.IsType<LookReply.Refused>(await LookAsync(Ana, ThemeForm.Decline)).Refusal);
        Assert.IsType<LookReply.Show>(await LookAsync(Mia, ThemeForm.Decline));

        // A manager's word is not theirs to take back; their own is, also after something else happened to the theme.
        Assert.IsType<Refusal.NotAManager>(await RefusedAsync(Ana));
        await chain.DoAsync(theme, Ana, new ThemeCommand.Resolve("Signs are up."));
        await chain.MergeAsync(two, Max, "", theme);
        await chain.SettleAsync();
        Assert.IsType<LookReply.Show>(await LookAsync(Ana, ThemeForm.Card));
        Assert.IsType<Refusal.NotAManager>(await RefusedAsync(Eve));
        Assert.Equal(Ana.Id, Assert.IsType<ThemeState.Accepted>((await chain.DoAsync(theme, Ana, new ThemeCommand.Undo(null))).State).Owner.Id);
        await chain.DoAsync(theme, Mia, new ThemeCommand.Resolve("Signs are up."));
        Assert.IsType<Refusal.NotAManager>(await RefusedAsync(Ana));

        Task<LookReply> LookAsync(Actor who, ThemeForm form) => chain.ThemeDesk.LookAsync(theme, who, form, 0, None);

        async Task<Refusal> RefusedAsync(Actor who) => Assert.IsType<ThemeReply.Refused>(await chain.ThemeDesk.DoAsync(theme, who, chain.Operation(), new ThemeCommand.Undo(null), None)).Refusal;
    }

    [Fact]
    public async Task Of_two_who_name_an_owner_by_form_at_once_one_is_heard_and_the_other_hears_who()
    {
        var chain = new Chain(await FreshAsync());
        var (one, two, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.MergeAsync(two, Max, "No sign for the bus", theme);
        await chain.SettleAsync();
        var seen = (await chain.Themes.FindAsync(theme, None))!.Version;
        var replies = await Task.WhenAll(
            Task.Run(() => chain.ThemeDesk.DoAsync(theme, Mia, "mia", new ThemeCommand.Accept(Sam, null) { Seen = seen }, None)),
            Task.Run(() => chain.ThemeDesk.DoAsync(theme, Max, "max", new ThemeCommand.Accept(Eve, null) { Seen = seen }, None)));
        var accepted = Assert.Single(replies.OfType<ThemeReply.Done>()).View.Theme;
        Assert.Equal(accepted.LastEvent.By.Name, Assert.IsType<Refusal.DecidedBefore>(Assert.Single(replies.OfType<ThemeReply.Refused>()).Refusal).First.By.Name);

        // Who has seen it changes it; a name is nobody's decision; what was taken back is no reason.
        var (winner, other) = accepted.LastEvent.By.Id == Mia.Id ? (Mia, Max) : (Max, Mia);
        await chain.DoAsync(theme, other, new ThemeCommand.Accept(Gil, null) { Seen = accepted.Version });
        await chain.DoAsync(theme, winner, new ThemeCommand.Rename("Signs") { Seen = seen });
        Assert.IsType<ThemeReply.Refused>(await chain.ThemeDesk.DoAsync(theme, winner, "stale", new ThemeCommand.Resolve("Signs") { Seen = accepted.Version }, None));
        await chain.DoAsync(theme, other, new ThemeCommand.Undo(null));
        await chain.DoAsync(theme, winner, new ThemeCommand.Resolve("Signs") { Seen = accepted.Version });
    }

    [Fact]
    public async Task The_form_of_an_acceptance_that_changes_nothing_is_done_already_and_passes_nothing_on()
    {
        var store = await FreshAsync();
        var chain = new Chain(store);
        var (one, _, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.SettleAsync();
        var accepted = await chain.DoAsync(theme, Mia, new ThemeCommand.Accept(null, null) { Group = "it" });
        await chain.SettleAsync();
        var state = Assert.IsType<ThemeState.Accepted>(accepted.State);
        var again = new ThemeCommand.Accept(state.Owner, state.By) { Group = "it", Seen = accepted.Version };
        Assert.Equal(accepted.Version, Assert.IsType<ThemeReply.AlreadyDone>(await chain.ThemeDesk.DoAsync(theme, Boss, "boss", again, None)).View.Theme.Version);
        Assert.Empty(await store.QueryAsync("themes", "f-", null, None).ToListAsync());
    }

    [Fact]
    public async Task News_of_a_member_that_weigh_nothing_do_not_read_the_others()
    {
        var store = new CountingStore(await FreshAsync());
        var chain = new Chain(store);
        var (one, two, three) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.MergeAsync(two, Max, "No sign for the bus", theme);
        await chain.MergeAsync(three, Max, "No sign for the bus", theme);
        await chain.SettleAsync();
        var (news, events) = (chain.Heard.Last(news => news.Item.Issue.Id == one), (await chain.Themes.FindAsync(theme, None))!.Version);
        store.Reset();
        await chain.HearAsync(news with { Item = news.Item with { Issue = news.Item.Issue with { Version = news.Item.Issue.Version + 1 } } });
        Assert.Equal((events, 1), (store.Rows, store.Commits));
        Assert.Equal(3, Assert.Single(await chain.Themes.OpenAsync(None)).Customers);
    }

    [Fact]
    public async Task What_a_customer_is_worth_by_now_counts_although_nothing_happened_to_the_escalation()
    {
        var store = await FreshAsync();
        var chain = new Chain(store);
        var (one, _, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
        await chain.SettleAsync();
        var news = chain.Heard.Last(news => news.Item.Issue.Id == one);
        await chain.HearAsync(news with { Item = news.Item with { Response = Worth(12_000) } });
        Assert.Equal(12_000, (await ViewAsync(chain, theme)).AnnualValue);
        Assert.Single(await store.QueryAsync("themes", "f-", null, None).ToListAsync());

        // What is older changes nothing; what is the same draws nothing.
        await chain.PassOnAsync();
        await chain.HearAsync(news with { Item = news.Item with { Issue = news.Item.Issue with { Version = news.Version - 1 }, Response = Worth(1) } });
        await chain.HearAsync(news with { Item = news.Item with { Issue = news.Item.Issue with { Version = news.Version + 1 }, Response = Worth(12_000) } });
        Assert.Equal(12_000, (await ViewAsync(chain, theme)).AnnualValue);
        Assert.Empty(await store.QueryAsync("themes", "f-", null, None).ToListAsync());
    }

    [Fact]
    public async Task A_suggestion_costs_the_same_however_much_has_happened_to_the_theme()
    {
        var store = new CountingStore(await FreshAsync());
        var chain = new Chain(store);
        var (one, two, _) = await ThreeAsync(chain);
        var theme = await chain.MergeAsync(two, Max, "No sign for the bus");
        await chain.SettleAsync();
        var item = await ItemAsync(chain, one);
        var asked = await CostAsync();
        for (var i = 0; i < 20; i++) await chain.DoAsync(theme, Max, new ThemeCommand.Rename($"No sign for bus {i}"));
        Assert.Equal(asked, await CostAsync());
        Assert.Equal("No sign for bus 19", Assert.Single((await SuggestAsync(chain, one)).Themes).Title);

        async Task<(int Reads, int Rows)> CostAsync()
        {
            await SuggestAsync(chain, one);
            store.Reset();
            await chain.Suggestions.FindAsync(item, None);
            return (store.Reads, store.Rows);
        }
    }

    [Fact]
    public async Task A_crash_at_any_commit_of_passing_on_loses_nothing_and_tells_nobody_twice()
    {
        var crashes = 0;
        foreach (var after in (bool[])[false, true])
        {
            for (var stop = 1; ; stop++)
            {
                var store = await FreshAsync();
                var chain = new Chain(store);
                var (one, two, three) = await ThreeAsync(chain);
                var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
                await chain.MergeAsync(two, Max, "No sign for the bus", theme);
                await chain.MergeAsync(three, Max, "No sign for the bus", theme);
                await chain.SettleAsync();
                await chain.DoAsync(theme, Mia, new ThemeCommand.Resolve("Signs are up."));
                var broken = new BrokenStore(store) { StopAt = stop, StopAfterIt = after };
                var crashed = false;
                try
                {
                    await chain.PassOnAsync(broken);
                }
                catch (StorageUnavailableException)
                {
                    crashed = true;
                    crashes++;
                }

                await chain.SettleAsync();
                foreach (var issue in (IssueId[])[one, two, three])
                    Assert.Equal(["Raised", "Escalated", "TriageMerged", "TriageResolved"], await chain.HistoryAsync(issue));
                await chain.SendAsync();
                foreach (var channel in (string[])["C10", "C20", "C30"]) Assert.Single(chain.Mail.In(channel), letter => letter.Shows == "ThemeCard");
                Assert.Empty(await store.QueryAsync("themes", "f-", null, None).ToListAsync());
                if (!crashed) break;
            }
        }

        Assert.True(crashes >= 8, $"only {crashes} crashes were tried");
    }

    [Fact]
    public async Task A_crash_at_any_commit_of_reading_the_news_counts_nothing_twice()
    {
        foreach (var after in (bool[])[false, true])
        {
            for (var stop = 1; ; stop++)
            {
                var store = await FreshAsync();
                var chain = new Chain(store);
                var (one, two, _) = await ThreeAsync(chain);
                var theme = await chain.MergeAsync(one, Mia, "No sign for the bus");
                await chain.MergeAsync(two, Max, "No sign for the bus", theme);
                var broken = new BrokenStore(store) { StopAt = stop, StopAfterIt = after };
                try
                {
                    await chain.BringNewsAsync(broken);
                }
                catch (StorageUnavailableException)
                {
                    // The commit of the news rows themselves.
                }

                await chain.SettleAsync();
                Assert.Equal(new HashSet<IssueId> { one, two }, (await chain.Themes.FindAsync(theme, None))!.Members.Select(member => member.Issue).ToHashSet());
                Assert.Equal(2, (await chain.Themes.FindAsync(theme, None))!.Members.Count);
                if (broken.Commits < stop) break;
            }
        }
    }

    [Fact]
    public async Task What_looks_alike_is_suggested_and_what_others_had_solved_without_their_customers_words()
    {
        var chain = new Chain(await FreshAsync());
        var (one, two, three) = await ThreeAsync(chain);
        var pool = await chain.EscalateAsync(London, "The pool was closed", "Open the pool");
        await chain.BringNewsAsync();
        Assert.Empty((await SuggestAsync(chain, one)).Themes);
        Assert.Equal(2, (await SuggestAsync(chain, one)).Others);

        var theme = await chain.MergeAsync(two, Max, "No sign for the bus");
        await chain.SettleAsync();
        var suggestion = Assert.Single((await SuggestAsync(chain, one)).Themes);
        Assert.Equal((theme, "No sign for the bus", 1, 1), (suggestion.Theme, suggestion.Title, suggestion.Issues, suggestion.Teams));
        Assert.Contains("bus", suggestion.SharedWords);
        Assert.InRange(suggestion.SharedWords.Count, 1, 5);
        Assert.Empty((await SuggestAsync(chain, one)).OtherThemes);

        // What looks like nothing may still be put into a theme that is open, by a person who knows better; what is chosen beforehand is a new one.
        Assert.Equal(LooksLike.Nothing with { Themes = [], Solved = [] }, await SuggestAsync(chain, pool), new SameCounts());
        Assert.Equal([theme], (await SuggestAsync(chain, pool)).OtherThemes.Select(each => each.Theme));
        var unlike = Assert.IsType<CardContent.MergeForm>(Assert.IsType<LookReply.Show>(await chain.Desk.LookAsync(pool, Mia, FormKind.Merge, 0, None)).Content);
        Assert.Empty(Assert.Single(unlike.Suggestions).SharedWords);

        // The form offers it, and merging stays with the person.
        var form = Assert.IsType<CardContent.MergeForm>(Assert.IsType<LookReply.Show>(await chain.Desk.LookAsync(one, Mia, FormKind.Merge, 0, None)).Content);
        Assert.Equal([theme], form.Suggestions.Select(each => each.Theme));
        Assert.IsType<TriageState.Waiting>(await chain.TriageAsync(one));

        await chain.DoAsync(three, Max, new IssueCommand.TriageResolve("We put up a sign at exit B."));
        await chain.BringNewsAsync();
        var solved = Assert.Single((await SuggestAsync(chain, one)).Solved);
        Assert.Equal(("Berlin", "price", "We put up a sign at exit B."), (solved.TeamName, solved.Category, solved.Answer));
        Assert.Empty((await SuggestAsync(chain, three)).Solved);

        // Another process that starts now knows the same.
        var other = new ThemeSuggestions(chain.Feed, chain.Themes, new OneDirectory(), chain.Time);
        Assert.Equal([theme], (await other.FindAsync(await ItemAsync(chain, one), None)).Themes.Select(each => each.Theme));
    }

    [Fact]
    public async Task The_card_says_what_looks_like_it_as_long_as_it_waits()
    {
        var chain = new Chain(await FreshAsync());
        var (one, two, three) = await ThreeAsync(chain);
        await chain.BringNewsAsync();
        var loose = await OnCardAsync(chain, one);
        Assert.Equal((2, null, null), (loose?.Others, loose?.Theme, loose?.Solved));
        Assert.Contains("bus", loose!.SharedWords);
        Assert.Equal(loose.SharedWords, (await OnCardAsync(chain, one))!.SharedWords);
        var form = Assert.IsType<CardContent.MergeForm>(Assert.IsType<LookReply.Show>(await chain.Desk.LookAsync(one, Mia, FormKind.Merge, 0, None)).Content);
        Assert.Equal(2, form.Others);
        Assert.Contains("bus", form.OtherWords);

        // The first that is merged begins the theme; the others' cards say that there is one now.
        await chain.MergeAsync(two, Max, "No sign for the bus");
        await chain.SettleAsync();
        Assert.Equal((2, "No sign for the bus"), ((await OnCardAsync(chain, one))!.Others, (await OnCardAsync(chain, one))!.Theme));
        await chain.DoAsync(three, Max, new IssueCommand.TriageResolve("We put up a sign at exit B."));
        await chain.BringNewsAsync();
        Assert.Equal((1, "We put up a sign at exit B."), ((await OnCardAsync(chain, one))!.Others, (await OnCardAsync(chain, one))!.Solved!.Answer));

        await chain.DoAsync(one, Mia, new IssueCommand.TriageAccept(null, Priority.Normal, null));
        Assert.Null(await OnCardAsync(chain, one));
    }

    [Fact]
    public async Task What_was_escalated_before_texts_were_compared_is_compared_after_a_start()
    {
        var store = await FreshAsync();
        var chain = new Chain(store);
        var (one, two, three) = await ThreeAsync(chain);
        var pool = await chain.EscalateAsync(Paris, "Nobody could find the bus, there is no sign at all");
        await chain.DoAsync(three, Max, new IssueCommand.TriageResolve("We put up a sign at exit B."));
        await chain.DoAsync(pool, Max, new IssueCommand.TriageDecline("There is no bus."));
        await chain.BringNewsAsync();

        // As it was before: the escalations are there, and nothing that compares them.
        await foreach (var row in store.QueryAsync("likeness", "", null, None)) await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], None);
        chain = new Chain(store);
        Assert.Equal(LooksLike.Nothing, await SuggestAsync(chain, one), new SameCounts());

        Assert.Equal(3, await chain.Rebuild.RunAsync(Chain.TeamIds, None));
        var found = await SuggestAsync(chain, one);
        Assert.Equal((1, "We put up a sign at exit B."), (found.Others, Assert.Single(found.Solved).Answer));
        Assert.Equal(1, (await SuggestAsync(new(store), two)).Others);

        // Once, and never against what is known meanwhile.
        await chain.DoAsync(two, Max, new IssueCommand.TriageDecline("There is no bus."));
        await chain.BringNewsAsync();
        Assert.Equal(0, await chain.Rebuild.RunAsync(Chain.TeamIds, None));
        Assert.Equal(0, (await SuggestAsync(chain, one)).Others);
    }

    [Fact]
    public async Task What_is_declined_taken_back_or_was_solved_over_a_year_ago_leaves_no_words_behind()
    {
        var store = await FreshAsync();
        var chain = new Chain(store);
        var (one, two, three) = await ThreeAsync(chain);
        var four = await chain.EscalateAsync(London, "No sign for the bus, we missed our flight");
        await chain.DoAsync(one, Ana, new IssueCommand.Undo(null));
        await chain.DoAsync(two, Max, new IssueCommand.TriageDecline("There is no bus."));
        await chain.DoAsync(three, Max, new IssueCommand.TriageResolve("We put up a sign at exit B."));
        await chain.BringNewsAsync();
        Assert.Equal([three, four], (await KeptAsync(store)).Order(StringComparer.Ordinal).Select(IssueId.TryParse).OrderBy(id => id == three ? 0 : 1));
        Assert.Single((await SuggestAsync(chain, four)).Solved);

        Assert.Equal(0, await chain.Rebuild.ForgetAsync(None));
        chain.Time.Advance(TimeSpan.FromDays(366));
        Assert.Equal(1, await chain.Rebuild.ForgetAsync(None));
        Assert.Equal(0, await chain.Rebuild.ForgetAsync(None));
        Assert.Equal([four.ToString()], await KeptAsync(store));
        Assert.Empty((await SuggestAsync(chain, four)).Solved);

        // It may come back: asked for again, it is compared again.
        await chain.DoAsync(three, Ana, new IssueCommand.Reopen("The sign is gone"));
        await chain.BringNewsAsync();
        Assert.Equal(2, (await KeptAsync(store)).Count);
    }

    /// <summary>Of which escalations there are words to compare.</summary>
    private static async Task<IReadOnlyList<string>> KeptAsync(ITableStore store) =>
        await store.QueryAsync("likeness", "", null, None).Where(row => row.GetString("Words") is not null || row.GetString("Ask") is not null || row.GetString("Answer") is not null)
            .Select(row => row.RequireString("Issue")).ToListAsync();

    private static Response Worth(double annualValue) =>
        new("lounge", "r-1", null, "No sign", NodaTime.Instant.FromUtc(2026, 11, 23, 9, 0), null, null, new("c-1", null, null, null, null, annualValue, null), new Dictionary<string, string>());

    [Fact]
    public async Task What_is_asked_again_while_it_is_being_forgotten_is_compared_all_the_same()
    {
        var inner = await FreshAsync();
        var store = new CountingStore(inner);
        var chain = new Chain(store);
        var (one, two, _) = await ThreeAsync(chain);
        await chain.DoAsync(two, Max, new IssueCommand.TriageResolve("We put up a sign."));
        await chain.BringNewsAsync();
        chain.Time.Advance(TimeSpan.FromDays(400));
        store.Meanwhile = async () =>
        {
            await chain.DoAsync(two, Max, new IssueCommand.Reopen(null));
            await chain.BringNewsAsync(inner);
        };
        await chain.Rebuild.ForgetAsync(None);
        Assert.Equal(2, (await SuggestAsync(chain, one)).Others);
    }

    [Fact]
    public async Task The_form_opens_in_time_although_what_looks_alike_is_still_being_read()
    {
        var chain = new Chain(await FreshAsync());
        var (one, _, _) = await ThreeAsync(chain);
        using var longEnough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var look = chain.DeskWith(new StillReading()).LookAsync(one, Mia, FormKind.Merge, 0, None);
        while (!look.IsCompleted && !longEnough.IsCancellationRequested)
        {
            chain.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.True(look.IsCompleted, "it still waits");
        Assert.Empty(Assert.IsType<CardContent.MergeForm>(Assert.IsType<LookReply.Show>(await look).Content).Suggestions);
    }

    [Fact]
    public async Task Texts_of_many_teams_that_come_at_once_are_numbered_without_getting_in_each_others_way()
    {
        var store = new CountingStore(await FreshAsync());
        var chain = new Chain(store);
        for (var i = 0; i < 12; i++) await chain.EscalateAsync(i % 3 == 0 ? London : i % 3 == 1 ? Paris : Berlin, $"No sign for bus {i}");
        await chain.BringNewsAsync();
        await foreach (var row in store.QueryAsync("likeness", "", null, None)) await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], None);
        store.Reset();
        await Task.WhenAll(chain.Heard.Where(news => news.Version == 2).Select(news => Task.Run(() => chain.Feed.ReadAsync(news, None))));
        Assert.Equal(12, store.Commits);
        Assert.Equal(12, await store.QueryAsync("likeness", "l-", null, None).CountAsync());
    }

    private static async Task<CardSuggestion?> OnCardAsync(Chain chain, IssueId issue) =>
        Assert.IsType<CardContent.EscalationCard>(Assert.IsType<LookReply.Show>(await chain.Desk.LookAsync(issue, Mia, FormKind.EscalationCard, 0, None)).Content).Suggestion;

    private static async Task<(IssueId London, IssueId Paris, IssueId Berlin)> ThreeAsync(Chain chain) => (
        await chain.EscalateAsync(London, "Nobody could find the bus, there is no sign", "A sign for the bus"),
        await chain.EscalateAsync(Paris, "There is no sign for the bus at the exit"),
        await chain.EscalateAsync(Berlin, "We looked for the bus stop, no sign anywhere"));

    private static async Task<LooksLike> SuggestAsync(Chain chain, IssueId issue) => await chain.Suggestions.FindAsync(await ItemAsync(chain, issue), None);

    private static async Task<IssueWithResponse> ItemAsync(Chain chain, IssueId issue)
    {
        var look = Assert.IsType<LookReply.Show>(await chain.Desk.LookAsync(issue, issue.Team == London.Id ? Mia : Max, FormKind.EscalationCard, 0, None));
        return Assert.IsType<CardContent.EscalationCard>(look.Content).Item;
    }

    private static async Task<ThemeView> ViewAsync(Chain chain, ThemeId theme) =>
        Assert.IsType<CardContent.ThemeCard>(Assert.IsType<LookReply.Show>(await chain.ThemeDesk.LookAsync(theme, Mia, ThemeForm.Card, 0, None)).Content).View;

    private sealed class StillReading : IThemeSuggestions
    {
        public Task<LooksLike> FindAsync(IssueWithResponse item, CancellationToken cancellationToken) => new TaskCompletionSource<LooksLike>().Task;

        public Task<string?> TitleOfAsync(ThemeId theme, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }

    private sealed class SameCounts : IEqualityComparer<LooksLike>
    {
        public bool Equals(LooksLike? x, LooksLike? y) => (x?.Themes.Count, x?.Solved.Count, x?.Others) == (y?.Themes.Count, y?.Solved.Count, y?.Others);

        public int GetHashCode(LooksLike obj) => obj.Others;
    }

    private sealed class OneDirectory : Core.FrontlineTeams.ITeamDirectory
    {
        public Task<Core.FrontlineTeams.TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new Core.FrontlineTeams.TeamsSnapshot("1", [London, Paris, Berlin]));
    }
}

public sealed class SqliteThemeTests : ThemeContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteTableStore> stores = [];

    protected override async Task<ITableStore> FreshAsync()
    {
        stores.Add(new(new($"Data Source={folder.File($"themes-{stores.Count}.db")}")));
        await stores[^1].EnsureReadyAsync(CancellationToken.None);
        return stores[^1];
    }

    public void Dispose()
    {
        stores.ForEach(store => store.Dispose());
        folder.Dispose();
    }
}

[Collection(AzuriteTests.Name)]
public sealed class AzureTablesThemeTests(AzuriteFixture azurite) : ThemeContract
{
    protected override async Task<ITableStore> FreshAsync()
    {
        var store = new AzureTableStore(azurite.Connection, "Themes" + Guid.NewGuid().ToString("N"), TimeProvider.System);
        await store.EnsureReadyAsync(CancellationToken.None);
        return store;
    }
}
