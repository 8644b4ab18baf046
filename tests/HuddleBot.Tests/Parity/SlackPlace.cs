using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.Workspace;
using HuddleBot.Tests.WholeWay;

namespace HuddleBot.Tests.Parity;

/// <summary>The front desk, in Slack; or another team, whose channel has its name.</summary>
internal sealed class SlackPlace(Hotel hotel, string channel = Hotel.FrontDesk) : ITeamPlace
{
    private readonly Dictionary<string, string> users = new(StringComparer.Ordinal) { ["tom"] = "U0001", ["ana"] = "U0002", ["carol"] = "U0003", ["ben"] = "U0004", ["mia"] = "U0005" };

    public Platform Platform => Platform.Slack;

    public Hotel Hotel => hotel;

    public string Team => channel;

    public string NameOf(string person) => char.ToUpperInvariant(person[0]) + person[1..];

    public async Task CommentAsync(string words, int score = 3)
    {
        await hotel.SendAsync(Hotel.Response(Guid.NewGuid().ToString("N"), score, words));
        await hotel.Slack.WaitForAsync(() => CardsOf(words[..Math.Min(words.Length, 40)]).FirstOrDefault(), TimeSpan.FromSeconds(20));
    }

    public async Task DecideAsync(string person, string words, string verb, string? form = null, params (string Input, string Value)[] values)
    {
        await PressAsync(person, await CardForAsync(words, verb), verb, form is not null, values);
    }

    public string IdOf(string person) => users[person];

    public Task UntilHuddleAsync() => HuddleCardAsync();

    public async Task PressInHuddleAsync(string person, string verb, params (string Input, string Value)[] values) => await PressAsync(person, await HuddleCardAsync(), verb, false, values);

    public Task UntilHuddleShowsAsync(string shown) => hotel.Slack.WaitUntilAsync(() => HuddleCard is { } card && Hotel.Shows(card, shown), TimeSpan.FromSeconds(20));

    public Task UntilInHuddleAsync(Func<string, bool> holds) =>
        hotel.Slack.WaitUntilAsync(() => HuddleCard is not null && holds(string.Join('\n', SaidInHuddle)), TimeSpan.FromSeconds(20));

    public string? HuddleText => HuddleCard?.AllText;

    public IReadOnlyList<string> SaidInHuddle =>
        HuddleCard is { } card ? [.. hotel.Slack.ThreadOf(channel, card.Ts).Where(reply => reply.IsBot).Select(reply => reply.AllText)] : [];

    public IReadOnlyList<string> Everybody => [.. users.Keys];

    public int SentDirectlyTo(string person) => hotel.Slack.DirectMessagesOf(users[person]).Count(message => message.IsBot);

    public async Task<IReadOnlyList<string>> BringAsync(int count)
    {
        var people = Enumerable.Range(0, count).Select(i => $"person{i:D2}").ToList();
        foreach (var person in people)
        {
            users[person] = hotel.Slack.AddUser(person).Id;
            await hotel.Slack.AddMemberAsync(channel, users[person]);
        }

        return people;
    }

    public async Task<bool> DecideInHuddleAsync(string person, string verb, params (string Input, string Value)[] values)
    {
        var card = hotel.Slack.ThreadOf(channel, (await HuddleCardAsync()).Ts).LastOrDefault(reply => reply is { IsBot: true, Blocks: not null } && hotel.ButtonsOf(reply).Contains(verb));
        if (card is not null) await PressAsync(person, card, verb, false, values);
        return card is not null;
    }

    public async Task PressTogetherInHuddleAsync(IEnumerable<(string Person, string Verb)> presses)
    {
        var card = await HuddleCardAsync();
        Assert.All(
            await hotel.Slack.TogetherAsync(presses.Select(press => (Func<Task<Interaction>>)(() => hotel.Slack.ClickAsync(users[press.Person], card.Channel, card.Ts, press.Verb)))),
            click => Assert.True(click.IsOk, click.ToString()));
    }

    public async Task<Func<string?, Task>> WriteInHuddleAsync(string person, string words)
    {
        var said = await hotel.Slack.PostAsUserAsync(users[person], channel, words, (await HuddleCardAsync()).Ts);
        return text => text is null ? hotel.Slack.DeleteAsUserAsync(users[person], channel, said.Ts) : hotel.Slack.EditAsUserAsync(users[person], channel, said.Ts, text);
    }

    public Task UntilToldDirectlyAsync(string person, string told) => DirectlyAsync(person, told);

    public async Task PressDirectlyAsync(string person, string told, string verb, params (string Input, string Value)[] values) =>
        await PressAsync(person, await DirectlyAsync(person, told), verb, false, values);

    public bool Offers(string words, string verb) => CardsOf(words).Any(card => hotel.ButtonsOf(card).Contains(verb));

    public Task UntilShownAsync(string words, string shown) => hotel.Slack.WaitUntilAsync(() => CardsOf(words).Any(card => Hotel.Shows(card, shown)), TimeSpan.FromSeconds(20));

    public Task UntilManagersSeeAsync(string words, string shown) =>
        hotel.Slack.WaitUntilAsync(() => hotel.Slack.MessagesIn(Hotel.Managers).Any(card => Hotel.Shows(card, words) && Hotel.Shows(card, shown)), TimeSpan.FromSeconds(20));

    public Task UntilToldInThreadAsync(string words, string told) => hotel.Slack.WaitUntilAsync(
        () => CardsOf(words).SelectMany(card => hotel.Slack.ThreadOf(channel, card.Ts)).Any(reply => Hotel.Shows(reply, told)), TimeSpan.FromSeconds(20));

    public async Task AskAsync(string person, string request, string answered)
    {
        var told = hotel.Slack.EphemeralsOf(users[person]).Count;
        var command = await hotel.Slack.CommandAsync(users[person], channel, "/huddle " + request);
        Assert.True(command.IsOk, command.ToString());
        Assert.True(Hotel.Shows(await hotel.ToldAsync(users[person], told), answered));
    }

    public async Task TellBotAsync(string person, string request) => Assert.True((await hotel.Slack.CommandAsync(users[person], channel, "/huddle " + request)).IsOk);

    public async Task SendToHuddleAsync(string person, string words)
    {
        var message = await hotel.Slack.PostAsUserAsync(users[person], channel, words);
        Assert.True((await hotel.Slack.MessageShortcutAsync(users[person], channel, message.Ts, Verbs.Add)).IsOk);
        var form = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf(users[person]).SingleOrDefault());
        Assert.True((await hotel.Slack.SubmitAsync(users[person], form.Id)).IsOk);
    }

    public async Task LookAtOwnAsync(string person, string request, string shown)
    {
        await hotel.Slack.OpenHomeAsync(users[person]);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.HomeOf(users[person]) is { } home && Hotel.Shows(home, shown), TimeSpan.FromSeconds(20));
    }

    public async Task LookAtQueueAsync(string person, QueueQuery part, string shown)
    {
        var queue = await QueueAsync(person);
        var click = await hotel.Slack.ClickAsync(users[person], queue.Channel, queue.Ts, Verbs.QueueShow, part.ToString());
        Assert.True(click.IsOk, click.ToString());
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.EphemeralsOf(users[person]).Single(message => message.Ts == queue.Ts) is var now && Hotel.Shows(now, shown), TimeSpan.FromSeconds(20));
    }

    public async Task OpenFromDigestAsync(string person, string words)
    {
        var preview = await DigestAsync(person);
        var card = CardsOf(words).Last();
        Assert.Contains($".slack.com/archives/{card.Channel}/p{card.Ts.Replace(".", "", StringComparison.Ordinal)}", preview.Blocks!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.True((await hotel.Slack.ClickAsync(users[person], preview.Channel, preview.Ts, Verbs.QueueOpen)).IsOk);
        var dialog = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf(users[person]).SingleOrDefault(), TimeSpan.FromSeconds(20));
        Assert.True(Hotel.Shows(dialog, words));
        Assert.True((await hotel.Slack.CloseViewAsync(users[person], dialog.Id)).IsOk);
    }

    private async Task<Message> DigestAsync(string person)
    {
        var before = hotel.Slack.EphemeralsOf(users[person]).Count;
        Assert.True((await hotel.Slack.CommandAsync(users[person], channel, "/huddle digest")).IsOk);
        return await hotel.ToldAsync(users[person], before);
    }

    public async Task PressOnDigestAsync(string person, string verb, string told)
    {
        var preview = await DigestAsync(person);
        Assert.True((await hotel.Slack.ClickAsync(users[person], preview.Channel, preview.Ts, verb)).IsOk);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.EphemeralsOf(users[person]).Any(message => Hotel.Shows(message, told)), TimeSpan.FromSeconds(20));
    }

    public async Task DecideFromQueueAsync(string person, string words, string verb, params (string Input, string Value)[] values)
    {
        var queue = await QueueAsync(person);
        var issue = hotel.IssueOn(hotel.Slack.MessagesIn(Hotel.Managers).Last(card => card.Blocks is not null && Hotel.Shows(card, words)));
        Assert.True((await hotel.Slack.ClickAsync(users[person], queue.Channel, queue.Ts, Verbs.QueueOpen, issue.ToString())).IsOk);
        var dialog = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf(users[person]).SingleOrDefault(), TimeSpan.FromSeconds(20));
        Assert.True(Hotel.Shows(dialog, words));
        var click = await hotel.Slack.ClickInViewAsync(users[person], dialog.Id, verb);
        Assert.True(click.IsOk, click.ToString());
        if (Core.Issues.ButtonMeaning.ByVerb[verb] is Core.Issues.ButtonMeaning.OpenForm)
        {
            var form = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf(users[person]) is [_, var over] ? over : null, TimeSpan.FromSeconds(20));
            var sent = await hotel.Slack.SubmitAsync(users[person], form.Id, values.ToDictionary(value => value.Input, value => (string?)value.Value));
            Assert.True(sent.IsOk, sent.ToString());
        }

        // What was decided stands in the dialog, which is still open.
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.OpenViewsOf(users[person]) is [var now] && now.Id == dialog.Id && now.Hash != dialog.Hash, TimeSpan.FromSeconds(20));
        await hotel.Slack.CloseViewAsync(users[person], dialog.Id);
    }

    public async Task WriteBelowAsync(string person, string words, string said) =>
        await hotel.Slack.PostAsUserAsync(users[person], channel, said, hotel.Slack.MessagesIn(channel).Last(card => card.IsBot && Hotel.Shows(card, words)).Ts);

    private async Task<Message> QueueAsync(string person)
    {
        var told = hotel.Slack.EphemeralsOf(users[person]).Count;
        Assert.True((await hotel.Slack.CommandAsync(users[person], channel, "/huddle queue")).IsOk);
        return await hotel.ToldAsync(users[person], told);
    }

    public async Task ReadOnAsync(string person, string words, string verb, string shown) =>
        Assert.True(Hotel.Shows(await hotel.OpenFormAsync(users[person], await CardForAsync(words, verb), verb), shown));

    public async Task UntilContactIsGoneAsync(string person, string secret)
    {
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.OpenViewsOf(users[person]) is [var view] && !Hotel.Shows(view, secret) && Hotel.Shows(view, "It is no longer shown"), TimeSpan.FromSeconds(20));
        Assert.DoesNotContain(hotel.Slack.DirectMessagesOf(users[person]), message => Hotel.Shows(message, secret));
    }

    public async Task LoseAsync(string first, string second, string words)
    {
        var card = await CardForAsync(words, Verbs.Dismiss);
        var form = await hotel.OpenFormAsync(users[second], card, Verbs.Dismiss);
        await DecideAsync(first, words, Verbs.Fix);
        await hotel.Slack.SubmitAsync(users[second], form.Id);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.OpenViewsOf(users[second]).Any(view => Hotel.Shows(view, NameOf(first))), TimeSpan.FromSeconds(20));
    }

    public Task RemoveBotAsync()
    {
        hotel.Slack.RemoveMember(channel, "U0BOT");
        return Task.CompletedTask;
    }

    public Task BringBotBackAsync() => hotel.Slack.AddMemberAsync(channel, "U0BOT");

    public int CardsWith(string words) => CardsOf(words).Count();

    private Message? HuddleCard => hotel.Slack.MessagesIn(channel).LastOrDefault(message => message.IsBot && message.Text.StartsWith("Huddle, ", StringComparison.Ordinal));

    private Task<Message> HuddleCardAsync() => hotel.Slack.WaitForAsync(() => HuddleCard, TimeSpan.FromSeconds(20));

    private Task<Message> DirectlyAsync(string person, string told) =>
        hotel.Slack.WaitForAsync(() => hotel.Slack.DirectMessagesOf(users[person]).LastOrDefault(message => message.IsBot && Hotel.Shows(message, told)), TimeSpan.FromSeconds(20));

    /// <param name="opens">The button opens a form, although its verb alone would not.</param>
    private async Task PressAsync(string person, Message card, string verb, bool opens, (string Input, string Value)[] values)
    {
        if (!opens && !OpensForm(Core.Issues.ButtonMeaning.ByVerb[verb]))
        {
            var click = await hotel.Slack.ClickAsync(users[person], card.Channel, card.Ts, verb, verb == Verbs.Open ? hotel.IssueOn(card).ToString() : null);
            Assert.True(click.IsOk, click.ToString());
            return;
        }

        var sent = await hotel.DecideAsync(users[person], card, verb, [.. values.Select(value => (value.Input, (string?)value.Value))]);
        Assert.True(sent.IsOk, sent.ToString());
    }

    private static bool OpensForm(Core.Issues.ButtonMeaning meaning) => meaning
        is Core.Issues.ButtonMeaning.OpenForm or Core.Issues.ButtonMeaning.OpenHuddleForm or Core.Issues.ButtonMeaning.OpenThemeForm or Core.Issues.ButtonMeaning.LookAtFollowUp;

    private IEnumerable<Message> CardsOf(string words) => hotel.Slack.MessagesIn(channel)
        .SelectMany(message => hotel.Slack.ThreadOf(channel, message.Ts).Prepend(message)).Where(message => message.Blocks is not null && Hotel.Shows(message, words));

    private Task<Message> CardForAsync(string words, string verb) => hotel.Slack.WaitForAsync(
        () => (verb.StartsWith("triage.", StringComparison.Ordinal) || verb.StartsWith("theme.", StringComparison.Ordinal) ? hotel.Slack.MessagesIn(Hotel.Managers).Where(card => Hotel.Shows(card, words)) : CardsOf(words))
            .LastOrDefault(card => hotel.ButtonsOf(card).Contains(verb)), TimeSpan.FromSeconds(20));
}
