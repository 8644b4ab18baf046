using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.WholeWay.Huddles;
using HuddleBot.Playground.MicrosoftTeams;
using NodaTime;
using Xunit.Abstractions;
using SlackMessage = HuddleBot.Playground.Slack.Workspace.Message;
using TeamsMessage = HuddleBot.Playground.MicrosoftTeams.Tenant.Message;

namespace HuddleBot.Tests.WholeWay.Weeks;

/// <summary>
/// A company from Monday, 16 November 2026: lounges in Singapore and New York in Slack, in London in Microsoft Teams. Ana (Slack) manages Singapore, Carol (Teams) the other two.
/// Whatever happens is written to the test's output as people read it, and after each step <see cref="Invariants"/> hold.
/// </summary>
internal sealed class Week : IAsyncDisposable
{
    private const string Contact = "customer.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ITestOutputHelper output;
    private readonly TestTime clock;
    private readonly Dictionary<string, string> users = new(StringComparer.Ordinal) { ["ana"] = "U0002" };
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);
    private readonly HashSet<string> sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> comments = new(StringComparer.Ordinal);
    private readonly List<Response> reviews = [.. LoungeTrialTests.Read(Instant.FromUtc(2026, 11, 22, 12, 0)).Where(review => review.Comment!.Length is > 80 and < 900).OrderByDescending(review => review.AnsweredAt)];
    private readonly List<string> days = [];
    private Func<Week, Task> eachDay = _ => Task.CompletedTask;
    private int number;

    private Week(ITestOutputHelper output, TestTime clock) => (this.output, this.clock) = (output, clock);

    public Hotel Hotel { get; private set; } = null!;

    /// <summary>What the bot has sent because somebody asked for it: it may say the same again.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);

    public Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <param name="moves">Told at the beginning of each day.</param>
    public static async Task<Week> OpenAsync(ITestOutputHelper output, Func<Week, Task>? moves = null)
    {
        var week = new Week(output, new TestTime(new DateTimeOffset(2026, 11, 16, 1, 0, 0, TimeSpan.Zero))) { eachDay = moves ?? (_ => Task.CompletedTask) };
        week.Hotel = await Hotel.OpenMixedAsync(Hotel.CarolInTeams, """{ "immediately": "all" }""", week.clock, week.Company, spaMore: Escalates);
        await week.Hotel.Slack.AddMemberAsync("cx-leads", week.users["zoe"]);
        return week;
    }

    private const string Escalates = """, "escalation": { "answerWithinDays": 1, "resolveWithinDays": 5 } """;

    private string Company(Hotel hotel)
    {
        foreach (var (name, zone) in new[] { ("Wei", "Asia/Singapore"), ("Li", "Asia/Singapore"), ("Joe", "America/New_York"), ("Lucy", "America/New_York"), ("Sam", "Europe/London"), ("Max", "Europe/London"), ("Zoe", "Europe/London") })
            users[name.ToLowerInvariant()] = hotel.Slack.AddUser(name, timeZone: zone).Id;
        return $$"""
            , {{Team("asia", "Singapore lounge", "Asia/Singapore", Hotel.AnaInSlack, "wei", "li")}}, {{Team("america", "New York lounge", "America/New_York", Hotel.CarolInTeams, "joe", "lucy")}} ],
            "people": [
              { "person": {{InSlack("sam")}}, "timeZone": "Europe/London" }, { "person": {{InSlack("max")}}, "timeZone": "Europe/London" },
              { "person": {{InSlack("zoe")}}, "timeZone": "Europe/London" },
              { "person": {{Hotel.AnaInSlack}}, "timeZone": "Europe/London", "standIn": {{InSlack("sam")}}, "manager": {{InSlack("max")}} },
              { "person": {{Hotel.CarolInTeams}}, "timeZone": "Europe/London", "holidays": ["2026-11-18", "2026-11-19"], "standIn": { {{hotel.InTeams}}, "user": "{{hotel.Teams.PersonNamed("mia").Id}}" }, "manager": {{InSlack("max")}} } ],
            "cxLeads": { "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0010" }, "people": [{{InSlack("zoe")}}] },
            "admins": [{{InSlack("max")}}
            """;

        string Team(string id, string name, string zone, string manager, params string[] members) => $$"""
            { "id": "{{id}}", "name": "{{name}}", "timeZone": "{{zone}}", "channel": { "platform": "slack", "workspace": "T0001", "channel": "{{hotel.Slack.AddChannel(id, [.. members.Select(member => users[member])]).Id}}" },
              "managers": [{{manager}}], "routes": [{ "attribute": "area", "equals": "{{id}}" }], "posting": { "immediately": "all" } {{Escalates}} }
            """;
    }

    private string InSlack(string person) => $$"""{ "platform": "slack", "workspace": "T0001", "user": "{{users[person]}}" }""";

    /// <summary>The next real review of that place, with fewer than three stars, or five.</summary>
    /// <param name="mayContact">With contact data, which nobody may see in a message.</param>
    /// <returns>Its first words.</returns>
    public async Task<string> CommentAsync(string team, bool isGood = false, bool mayContact = false, string? about = null)
    {
        var words = await SendCommentAsync(team, isGood, mayContact, about);
        await ArrivedAsync(team, words);
        return words;
    }

    private async Task ArrivedAsync(string team, string words)
    {
        await UntilAsync(() => CardOf(words) is not null, $"a card of “{words}”");
        await StepAsync($"a customer of {team}: “{words}…”");
    }

    private async Task<string> SendCommentAsync(string team, bool isGood = false, bool mayContact = false, string? about = null)
    {
        var area = team == Hotel.Spa ? "europe" : team;
        var review = reviews.First(review => review.Attributes["team"] == area && (isGood ? review.Score!.Value >= 5 : review.Score!.Value <= 2) && (about is null || review.Comment!.Contains(about, StringComparison.OrdinalIgnoreCase)));
        reviews.Remove(review);
        var response = new JsonObject
        {
            ["id"] = $"r-{++number}", ["metric"] = "csat", ["score"] = review.Score!.Value, ["scale"] = new JsonArray(1, 5), ["comment"] = review.Comment,
            ["answeredAt"] = Now.Minus(Duration.FromMinutes(20)).ToDateTimeUtc(), ["attributes"] = new JsonObject { ["area"] = team },
        };
        if (mayContact) response["customer"] = new JsonObject { ["name"] = $"Quentin Q. Contact {number}", ["email"] = $"c{number}@{Contact}", ["phone"] = $"+44 20 7946 0{number:D3}", ["mayContact"] = true, ["annualValue"] = 1000 * number };
        await Hotel.SendAsync(response);
        var words = new string([.. review.Comment!.ReplaceLineEndings(" ").TakeWhile(letter => letter != '"').Take(30)]).Trim();
        comments[words] = review.Comment!;
        return words;
    }

    /// <summary>The company moves to another storage while messages wait, and goes on there.</summary>
    /// <param name="azureTables">Null: to SQLite.</param>
    public async Task MoveAsync(string? azureTables)
    {
        await Hotel.LetEverythingWaitAsync();
        var words = await SendCommentAsync("america");
        var before = await Hotel.MoveAsync(azureTables);
        Assert.Contains(before, row => row.RowKey.StartsWith(TeamRows.Waiting, StringComparison.Ordinal) || row.RowKey.StartsWith(TeamRows.Outbox, StringComparison.Ordinal));
        await ArrivedAsync("america", words);

        // Nothing is made anew that was there, and no fall of a score is seen in a move.
        var after = await Moving.Move.RowsOfAsync(Hotel.Store);
        Assert.Equal(Kept(before), Kept(after));
        output.WriteLine($"{Stamp} moved {before.Count} rows to {(azureTables is null ? "SQLite" : "Azure Tables")}");
    }

    private static IEnumerable<string> Kept(IEnumerable<TableEntity> rows) => rows
        .Where(row => row.PartitionKey is TeamRows.Scores or "signs-rebuilt" || row.RowKey == TeamRows.ScoreCounters || row.RowKey.StartsWith(TeamRows.Drop, StringComparison.Ordinal) || row.GetString("Epoch") is not null)
        .Select(row => $"{row.PartitionKey} {row.RowKey} {row.GetString("Generation")} {row.GetString("Epoch")}");

    /// <summary>It is that moment; on the way every hour is looked at.</summary>
    public async Task GoToAsync(int day, int hour, int minute = 0)
    {
        var moment = Instant.FromUtc(2026, 11, day, hour, minute);
        if (Now.InUtc().Day < day) await eachDay(this);
        while (Now < moment)
        {
            var next = Instant.Min(moment, Instant.FromUnixTimeSeconds(((Now.ToUnixTimeSeconds() / 3600) + 1) * 3600)) + Duration.FromSeconds(2);
            clock.Skip((next - Now).ToTimeSpan());
            await MorningPlace.DoDueAsync(Hotel);
            await StepAsync(null);
            if (Now.InUtc() is not { Minute: 0, Hour: 9 or 17, DayOfWeek: not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) }) continue;
            foreach (var manager in new[] { "ana", "carol" }) days.Add($"{Stamp} {manager}: {CountsOf(await QueueAsync(manager))}");
        }
    }

    /// <summary>What the managers had before them at the start and the end of each of their days.</summary>
    public IReadOnlyList<string> Days => days;

    /// <summary>Presses the button on the last message that this person sees with these words and this button, and fills in the form behind it, if there is one.</summary>
    /// <param name="shown">What the card of the comment then shows, or a message in its thread. What a manager decides is told there, once.</param>
    public async Task DoAsync(string person, string words, string verb, string shown, params (string Input, string? Value)[] values)
    {
        var told = TellsTeam(verb) ? RepliesTo(CardOf(words)!).Count() : 0;
        if (users.TryGetValue(person, out var user))
        {
            var card = await Hotel.Slack.WaitForAsync(() => SlackSeenBy(user).LastOrDefault(message => message.Blocks is not null && message.AllText.Contains(words, StringComparison.Ordinal) && Hotel.ButtonsOf(message).Contains(verb)), Patience);
            if (ButtonMeaning.ByVerb[verb] is ButtonMeaning.OpenForm or ButtonMeaning.LookAtFollowUp or ButtonMeaning.OpenThemeForm)
            {
                var form = await Hotel.OpenFormAsync(user, card, verb);
                if (verb == Verbs.FollowUpContact) await Hotel.Slack.CloseViewAsync(user, form.Id);
                else
                {
                    var submitted = await Hotel.Slack.SubmitAsync(user, form.Id, values.ToDictionary(value => value.Input, value => value.Value));
                    Assert.True(submitted.IsOk, submitted.ToString());
                }
            }
            else
            {
                var click = await Hotel.Slack.ClickAsync(user, card.Channel, card.Ts, verb);
                Assert.True(click.IsOk, click.ToString());
            }
        }
        else
        {
            var card = await Hotel.Teams.WaitForAsync(() => TeamsSeenBy(person).LastOrDefault(message => message.Card is not null && message.AllText.Contains(words, StringComparison.Ordinal) && MicrosoftTeams.Talk.TeamsHotel.VerbsOn(message.Card.Value).Contains(verb)), Patience);
            if (verb == Verbs.TriageAssign) await Hotel.DecideAsync(person, card, verb);
            await Hotel.DecideAsync(person, card, verb == Verbs.TriageAssign ? Verbs.TriageAccept : verb, values);
        }

        await UntilAsync(() => WithThread(words).Any(text => text.Contains(shown, StringComparison.Ordinal)), $"“{shown}” on the card or in the thread of “{words}”");
        await StepAsync($"{person}: {verb} on “{words}…” {string.Join(", ", values.Select(value => $"{value.Input} “{value.Value}”"))}");
        if (TellsTeam(verb)) Assert.Equal(told + 1, RepliesTo(CardOf(words)!).Count());

        static bool TellsTeam(string verb) => verb.StartsWith("triage.", StringComparison.Ordinal);
    }

    /// <summary>Adds an escalation to a theme that its form offers.</summary>
    public async Task MergeIntoThemeAsync(string person, string words, string title)
    {
        var card = TeamsSeenBy(person).Last(message => message.Card is not null && message.AllText.Contains(words, StringComparison.Ordinal) && MicrosoftTeams.Talk.TeamsHotel.VerbsOn(message.Card.Value).Contains(Verbs.TriageMerge));
        var form = await Hotel.DecideAsync(person, card, Verbs.TriageMerge);
        output.WriteLine($"{Stamp} FORM of {person}:\n{Indented(Short(TeamsMessage.TextsOf(form)))}");
        var theme = System.Text.RegularExpressions.Regex.Matches(form.GetRawText(), "theme\\.[0-9a-z]{16}", System.Text.RegularExpressions.RegexOptions.None, Patience).Select(match => ThemeId.TryParse(match.Value)).First(id => id is not null);
        await DoAsync(person, words, Verbs.TriageMerge, title, (Verbs.Inputs.Theme, theme!.ToString()));
    }

    /// <summary>Decides on a theme, in Slack.</summary>
    /// <param name="words">Of an escalation that is part of it; <paramref name="shown"/> is what its team is told.</param>
    public async Task OnThemeAsync(string person, string title, string verb, string words, string shown, params (string Input, string? Value)[] values)
    {
        var card = await Hotel.Slack.WaitForAsync(() => SlackSeenBy(users[person]).LastOrDefault(message => message.Blocks is not null && message.AllText.Contains(title, StringComparison.Ordinal) && Hotel.ButtonsOf(message).Contains(verb)), Patience);
        if (values.Length > 0) await Hotel.DecideAsync(users[person], card, verb, values);
        else await Hotel.Slack.ClickAsync(users[person], card.Channel, card.Ts, verb);
        await UntilAsync(() => WithThread(words).Any(text => text.Contains(shown, StringComparison.Ordinal)), $"“{shown}” on the card or in the thread of “{words}”");
        await StepAsync($"{person}: {verb} on the theme {title}");
    }

    /// <summary>The queue as the person sees it who asks for it.</summary>
    public async Task<string> QueueAsync(string person)
    {
        string text;
        if (users.TryGetValue(person, out var user))
        {
            var told = Hotel.Slack.EphemeralsOf(user).Count;
            Assert.True((await Hotel.Slack.CommandAsync(user, person == "ana" ? "managers" : "cx-leads", "/huddle queue")).IsOk);
            text = (await Hotel.ToldAsync(user, told)).AllText;
        }
        else
        {
            var before = Hotel.Teams.PersonalChat(person).Count;
            await Hotel.Teams.SayAsync(person, TeamsPlayground.Personal, "queue");
            var answer = await Hotel.Teams.WaitForAsync(() => Hotel.Teams.PersonalChat(person) is { } chat && chat.Count > before && chat[^1].IsBot ? chat[^1] : null, Patience);
            Asked.Add(answer.Id);
            text = answer.AllText;
        }

        output.WriteLine($"{Stamp} QUEUE of {person}:\n{Indented(Short(text))}");
        return text;
    }

    public async Task WriteBelowAsync(string person, string words, string said)
    {
        var card = CardOf(words)!;
        await Hotel.Slack.PostAsUserAsync(users[person], card.Slack!.Channel, said, card.Slack.Ts);
        await UntilAsync(() => WithThread(words).Any(text => text.Contains($"{said}", StringComparison.Ordinal) && text.Contains("answer", StringComparison.OrdinalIgnoreCase)), $"the answer “{said}” on “{words}”");
        await StepAsync($"{person} writes below “{words}…”: {said}");
    }

    /// <summary>What the bot has written to this person directly.</summary>
    public IReadOnlyList<string> Directly(string person) => users.TryGetValue(person, out var user)
        ? [.. Hotel.Slack.DirectMessagesOf(user).Where(message => message.IsBot).Select(message => message.AllText)]
        : [.. Hotel.Teams.PersonalChat(person).Where(message => message.IsBot && !Asked.Contains(message.Id)).Select(message => message.AllText)];

    public int DirectlyToAll => users.Keys.Concat(["carol", "mia", "tom", "ben", "olga"]).Sum(person => Directly(person).Count);

    public IReadOnlyList<string> In(string channel) => [.. SlackIn(channel).Where(message => message.IsBot).Select(message => message.AllText)];

    /// <summary>Everything is sent (the second between two messages goes by at once), what is new is written down, and what must hold holds.</summary>
    public async Task StepAsync(string? what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Invariants.AnyWaitsAsync(Hotel, limit.Token))
        {
            clock.Skip(TimeSpan.FromMilliseconds(200));
            await Task.Delay(5, limit.Token);
        }

        if (what is not null) output.WriteLine($"{Stamp} {what}");
        foreach (var (key, place, text) in Messages())
        {
            if (written.TryGetValue(key, out var before) && before == text) continue;
            if (!Asked.Contains(key)) output.WriteLine($"{Stamp}   {(before is null ? "+" : "~")} {place}\n{Indented(Short(text))}");
            written[key] = text;

            // As it was sent: what is settled later may well look like another that is.
            if (before is null && !Asked.Contains(key)) Assert.True(sent.Add($"{place}\n{text}"), $"twice in {place}: {text}");
        }

        Invariants.NoContactData(Messages(), Contact, "7946", "Quentin");
        await Invariants.EverybodyKnowsWhoseTurnItIsAsync(Hotel, new(Platform.Slack, "T0001", users["zoe"]));
    }

    public ValueTask DisposeAsync() => Hotel.DisposeAsync();

    private string Stamp => $"[{clock.GetUtcNow().ToString("ddd d HH:mm", CultureInfo.InvariantCulture)}]";

    /// <summary>How many each view of a queue has.</summary>
    private static string CountsOf(string queue) =>
        string.Join(", ", System.Text.RegularExpressions.Regex.Matches(queue, @"[A-Z][a-z ]+ \(\d+\)", System.Text.RegularExpressions.RegexOptions.None, Patience).Select(match => match.Value).Distinct());

    private string Short(string text) => comments.Aggregate(text.ReplaceLineEndings("\n"), (now, comment) => now.Replace(comment.Value.ReplaceLineEndings("\n"), comment.Key + "…", StringComparison.Ordinal));

    private static string Indented(string text) => string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("5a77e1d1-", StringComparison.Ordinal)).Distinct().Select(line => "        " + (line.Length > 260 ? line[..260] + "…" : line)));

    private static async Task UntilAsync(Func<bool> holds, string what)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, $"waited in vain for {what}");
            await Task.Delay(10);
        }
    }

    private Card? CardOf(string words) =>
        new[] { "asia", "america" }.SelectMany(Hotel.Slack.MessagesIn).Where(message => message.IsBot && message.AllText.Contains(words, StringComparison.Ordinal)).Select(message => new Card(message, null))
            .Concat(Hotel.Teams.MessagesIn(Hotel.SpaChannel).Where(message => message.IsBot && message.AllText.Contains(words, StringComparison.Ordinal)).Select(message => new Card(null, message))).FirstOrDefault();

    private IEnumerable<string> RepliesTo(Card card) => card.Slack is { } slack
        ? Hotel.Slack.ThreadOf(slack.Channel, slack.Ts).Where(reply => reply.IsBot).Select(reply => reply.AllText)
        : Hotel.Teams.ThreadOf(card.Teams!).Where(reply => reply.IsBot).Select(reply => reply.AllText);

    private IEnumerable<string> WithThread(string words) => CardOf(words) is { } card ? RepliesTo(card).Append(card.Slack?.AllText ?? card.Teams!.AllText) : [];

    private IEnumerable<SlackMessage> SlackIn(string channel) => Hotel.Slack.MessagesIn(channel).SelectMany(message => Hotel.Slack.ThreadOf(channel, message.Ts).Prepend(message)).DistinctBy(message => message.Ts);

    private IEnumerable<SlackMessage> SlackSeenBy(string user) => new[] { "asia", "america", "cx-leads" }.SelectMany(SlackIn).Concat(Hotel.Slack.DirectMessagesOf(user));

    private IEnumerable<TeamsMessage> TeamsSeenBy(string person) =>
        Hotel.Teams.MessagesIn(Hotel.SpaChannel).SelectMany(message => Hotel.Teams.ThreadOf(message).Prepend(message)).DistinctBy(message => message.Id).Concat(Hotel.Teams.PersonalChat(person));

    /// <summary>Whatever the bot has said, as it stands now.</summary>
    private IEnumerable<(string Key, string Place, string Text)> Messages()
    {
        foreach (var channel in new[] { "asia", "america", "managers", "cx-leads" })
            foreach (var message in SlackIn(channel).Where(message => message.IsBot)) yield return ($"{channel} {message.Ts}", $"#{channel}{(message.IsReply ? " thread" : "")}", message.AllText);
        foreach (var (name, user) in users)
            foreach (var message in Hotel.Slack.DirectMessagesOf(user).Where(message => message.IsBot)) yield return ($"@{name} {message.Ts}", $"@{name}{(message.IsReply ? " thread" : "")}", message.AllText);
        foreach (var message in Hotel.Teams.MessagesIn(Hotel.SpaChannel).SelectMany(message => Hotel.Teams.ThreadOf(message).Prepend(message)).DistinctBy(message => message.Id).Where(message => message.IsBot))
            yield return (message.Id, $"teams #london{(message.IsReply ? " thread" : "")}", $"({message.Summary})\n{message.AllText}");
        foreach (var person in new[] { "carol", "mia", "tom", "ben", "ana", "olga" })
            foreach (var message in Hotel.Teams.PersonalChat(person).Where(message => message.IsBot)) yield return (message.Id, $"teams @{person}", $"({message.Summary})\n{message.AllText}");
    }

    private sealed record Card(SlackMessage? Slack, TeamsMessage? Teams);
}
