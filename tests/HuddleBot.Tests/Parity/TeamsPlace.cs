using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;
using HuddleBot.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Parity;

/// <summary>The spa, in Microsoft Teams.</summary>
internal sealed class TeamsPlace(Hotel hotel) : ITeamPlace
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Platform Platform => Platform.Teams;

    public Hotel Hotel => hotel;

    public string Team => Hotel.Spa;

    private TeamsPlayground Teams => hotel.Teams;

    public string NameOf(string person) => Teams.PersonNamed(person).RealName;

    public async Task CommentAsync(string words, int score = 3)
    {
        await hotel.SendAsync(Hotel.Response(Guid.NewGuid().ToString("N"), score, words, Hotel.Spa));
        await Teams.WaitForAsync(() => CardsOf(words[..Math.Min(words.Length, 40)]).FirstOrDefault(), Patience);
    }

    public async Task DecideAsync(string person, string words, string verb, string? form = null, params (string Input, string Value)[] values)
    {
        var card = await CardForAsync(words, verb);
        var inputs = values.ToDictionary(value => value.Input, value => (string?)value.Value, StringComparer.Ordinal);
        if (verb is Verbs.TriageMerge or Verbs.ThemeResolve or Verbs.ThemeDecline or Verbs.ThemeRename) Assert.True((await Teams.ClickAsync(person, card, verb)).IsOk);
        var click = await PatientlyAsync(() => Teams.ClickAsync(person, card, verb, form is null ? inputs : null, item: ItemOf(card, words)));
        if (form is not null) click = await Teams.ClickAsync(person, card, form, inputs);
        Assert.True(click.IsOk, click.ToString());
    }

    public string IdOf(string person) => Teams.PersonNamed(person).Id;

    public Task UntilHuddleAsync() => HuddleCardAsync();

    public async Task PressInHuddleAsync(string person, string verb, params (string Input, string Value)[] values) => await PressAsync(person, await HuddleCardAsync(), verb, values);

    public Task UntilHuddleShowsAsync(string shown) => Teams.WaitUntilAsync(() => HuddleCard is { } card && Shows(card, shown), Patience);

    public Task UntilInHuddleAsync(Func<string, bool> holds) => Teams.WaitUntilAsync(() => HuddleCard is not null && holds(string.Join('\n', SaidInHuddle)), Patience);

    public string? HuddleText => HuddleCard?.AllText;

    public IReadOnlyList<string> SaidInHuddle => HuddleCard is { } card ? [.. Teams.ThreadOf(card).Where(reply => reply.IsBot).Select(reply => reply.AllText)] : [];

    public IReadOnlyList<string> Everybody => ["tom", "ana", "carol", "ben", "mia", "olga"];

    public int SentDirectlyTo(string person) => Teams.PersonalChat(person).Count(message => message.IsBot);

    public async Task<IReadOnlyList<string>> BringAsync(int count)
    {
        var people = Enumerable.Range(0, count).Select(i => Teams.AddPerson($"person{i:D2}", $"Person {i:D2}")).ToList();
        foreach (var person in people) await Teams.AddMemberAsync("Sunny Hotels", person.Name);
        var (place, directory) = (new ChannelId(Platform.Teams, Teams.TenantId, Teams.ChannelNamed(Hotel.SpaChannel).Id), hotel.Bot.Services.GetRequiredService<TeamsDirectory>());
        foreach (var person in people)
            await Hotel.UntilAsync(async () => (await directory.RosterOfAsync(place, CancellationToken.None))?.Members.ContainsKey(person.Id) is true);
        return [.. people.Select(person => person.Name)];
    }

    public async Task<bool> DecideInHuddleAsync(string person, string verb, params (string Input, string Value)[] values)
    {
        var card = Teams.ThreadOf(await HuddleCardAsync()).LastOrDefault(reply => reply is { IsBot: true, Card: not null } && VerbsOn(reply).Contains(verb));
        if (card is not null) await PressAsync(person, card, verb, values);
        return card is not null;
    }

    public async Task PressTogetherInHuddleAsync(IEnumerable<(string Person, string Verb)> presses)
    {
        var card = await HuddleCardAsync();
        Assert.All(
            await Teams.TogetherAsync(presses.Select(press => (Func<Task<Interaction>>)(() => Teams.ClickAsync(press.Person, card, press.Verb)))),
            click => Assert.True(click.IsOk && click.Toast?.Contains("try again", StringComparison.OrdinalIgnoreCase) != true, click.ToString()));
    }

    public async Task<Func<string?, Task>> WriteInHuddleAsync(string person, string words)
    {
        var said = await Teams.SayAsync(person, Hotel.SpaChannel, words, (await HuddleCardAsync()).Id);
        return text => text is null ? Teams.DeleteAsync(person, said) : Teams.EditAsync(person, said, text);
    }

    public Task UntilToldDirectlyAsync(string person, string told) => DirectlyAsync(person, told);

    public async Task PressDirectlyAsync(string person, string told, string verb, params (string Input, string Value)[] values)
    {
        var card = await DirectlyAsync(person, told);

        // The form takes the place of the reminder.
        if (verb is Verbs.FollowUpDone or Verbs.FollowUpMove) await PatientlyAsync(() => Teams.ClickAsync(person, card, verb));
        await PressAsync(person, card, verb, values);
    }

    public bool Offers(string words, string verb) => CardsOf(words).Any(card => VerbsOn(card).Contains(verb));

    public Task UntilShownAsync(string words, string shown) => Teams.WaitUntilAsync(() => CardsOf(words).Any(card => Shows(card, shown)), Patience);

    public Task UntilManagersSeeAsync(string words, string shown) =>
        Teams.WaitUntilAsync(() => Teams.MessagesIn(Hotel.SpaManagers).Any(card => Shows(card, words) && Shows(card, shown)), Patience);

    public Task UntilToldInThreadAsync(string words, string told) =>
        Teams.WaitUntilAsync(() => CardsOf(words).SelectMany(Teams.ThreadOf).Any(reply => reply.IsBot && Shows(reply, told)), Patience);

    public async Task AskAsync(string person, string request, string answered)
    {
        var said = await Teams.SayAsync(person, Hotel.SpaChannel, $"@HuddleBot {request}");
        await Teams.WaitUntilAsync(() => Teams.ThreadOf(said).Concat(Teams.PersonalChat(person)).Any(reply => reply.IsBot && Shows(reply, answered)), Patience);
    }

    public Task TellBotAsync(string person, string request) => Teams.SayAsync(person, Hotel.SpaChannel, $"@HuddleBot {request}");

    public async Task SendToHuddleAsync(string person, string words)
    {
        var message = await Teams.SayAsync(person, Hotel.SpaChannel, words);
        Assert.True((await Teams.MessageActionAsync(person, message)).IsOk);
        var sent = await Teams.SubmitDialogAsync(person);
        Assert.True(sent.IsOk, sent.ToString());
    }

    public async Task LookAtOwnAsync(string person, string request, string shown)
    {
        await Teams.SayAsync(person, TeamsPlayground.Personal, request);
        await Teams.WaitUntilAsync(() => Teams.PersonalChat(person).Any(reply => reply.IsBot && Shows(reply, shown)), Patience);
    }

    public async Task LookAtQueueAsync(string person, QueueQuery part, string shown)
    {
        var click = await Teams.ClickAsync(person, await QueueAsync(person), Verbs.QueueShow, item: part.ToString());
        Assert.Contains(shown, Message.TextsOf(click.Card!.Value), StringComparison.Ordinal);
    }

    public async Task OpenFromDigestAsync(string person, string words)
    {
        await LookAtOwnAsync(person, "digest", "Only you see this");
        var digest = Teams.PersonalChat(person).Last(message => message.IsBot && Shows(message, "Only you see this"));
        var card = Teams.MessagesIn(Hotel.SpaChannel).Last(message => message.IsBot && Shows(message, words));
        Assert.Contains($"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(Teams.ChannelNamed(Hotel.SpaChannel).Id)}/{card.Id}?tenantId=", digest.Card!.Value.GetRawText(), StringComparison.Ordinal);
        var opened = await Teams.ClickAsync(person, digest, Verbs.QueueOpen);
        Assert.Contains(words, Message.TextsOf(opened.Card!.Value), StringComparison.Ordinal);
    }

    public async Task PressOnDigestAsync(string person, string verb, string told)
    {
        await LookAtOwnAsync(person, "digest", "Only you see this");
        var click = await Teams.ClickAsync(person, Teams.PersonalChat(person).Last(message => message.IsBot && Shows(message, "Only you see this")), verb);
        Assert.Contains(told, click.ToString(), StringComparison.Ordinal);
    }

    public async Task DecideFromQueueAsync(string person, string words, string verb, params (string Input, string Value)[] values)
    {
        var queue = await QueueAsync(person);
        var issue = MicrosoftTeams.Talk.TeamsHotel.IssueOn(Teams.MessagesIn(Hotel.SpaManagers).Last(card => card.Card is not null && Shows(card, words)));
        var opened = await Teams.ClickAsync(person, queue, Verbs.QueueOpen, item: issue.ToString());
        Assert.Contains(words, Message.TextsOf(opened.Card!.Value), StringComparison.Ordinal);
        var click = await Teams.ClickAsync(person, queue, verb, values.ToDictionary(value => value.Input, value => (string?)value.Value, StringComparer.Ordinal));
        Assert.True(click is { IsOk: true, Card: not null }, click.ToString());
        Assert.Contains(words, Message.TextsOf(click.Card!.Value), StringComparison.Ordinal);
    }

    public async Task WriteBelowAsync(string person, string words, string said) =>
        await Teams.SayAsync(person, Hotel.SpaChannel, said, Teams.MessagesIn(Hotel.SpaChannel).Last(card => card.IsBot && Shows(card, words)).Id);

    /// <summary>Asked for in the channel, answered in the person's own chat.</summary>
    private async Task<Message> QueueAsync(string person)
    {
        var before = Teams.PersonalChat(person).Count;
        await Teams.SayAsync(person, Hotel.SpaChannel, "@HuddleBot queue");
        return await Teams.WaitForAsync(() => Teams.PersonalChat(person) is { } chat && chat.Count > before && chat[^1] is { IsBot: true, Card: not null } ? chat[^1] : null, Patience);
    }

    public async Task ReadOnAsync(string person, string words, string verb, string shown)
    {
        var card = await CardForAsync(words, verb);
        if (verb == Verbs.FollowUpContact)
        {
            var told = await PatientlyAsync(() => Teams.ClickAsync(person, card, verb));
            Assert.Contains("in your chat with me", told.Toast, StringComparison.Ordinal);
            var message = await DirectlyAsync(person, shown);
            Assert.DoesNotContain(shown, message.Summary, StringComparison.Ordinal);
            Assert.DoesNotContain(shown, Message.TextsOf(Teams.WhatSees(person, card)!.Value), StringComparison.Ordinal);
            return;
        }

        Assert.True((await Teams.ClickAsync(person, card, verb)).IsOk);
        Assert.Contains(shown, Message.TextsOf(Teams.WhatSees(person, card)!.Value), StringComparison.Ordinal);
        Assert.DoesNotContain(shown, Message.TextsOf(Teams.WhatSees("mia", card)!.Value), StringComparison.Ordinal);
    }

    public Task UntilContactIsGoneAsync(string person, string secret) => Teams.WaitUntilAsync(
        () => !Teams.PersonalChat(person).Any(message => Shows(message, secret)) && Teams.PersonalChat(person).Any(message => message.IsBot && Shows(message, "A customer waits for your call")), Patience);

    public async Task LoseAsync(string first, string second, string words)
    {
        // An old client still shows the buttons: what it sends is the data of the card as it was.
        var card = await CardForAsync(words, Verbs.Dismiss);
        await DecideAsync(first, words, Verbs.Fix);
        await UntilShownAsync(words, $"{NameOf(first)} is fixing it by");
        var late = await hotel.PressInTeamsAsync(second, card, Verbs.Dismiss, MicrosoftTeams.Talk.TeamsHotel.IssueOn(card).ToString());
        Assert.Contains(NameOf(first), late.AnswerBody, StringComparison.Ordinal);
    }

    public Task RemoveBotAsync() => Teams.UninstallAsync("Sunny Hotels");

    public Task BringBotBackAsync() => Teams.InstallAsync("Sunny Hotels");

    public int CardsWith(string words) => CardsOf(words).Count();

    private Message? HuddleCard => Teams.MessagesIn(Hotel.SpaChannel).LastOrDefault(message => message is { IsBot: true, Card: not null } && Shows(message, "Huddle, "));

    private Task<Message> HuddleCardAsync() => Teams.WaitForAsync(() => HuddleCard, Patience);

    private Task<Message> DirectlyAsync(string person, string told) =>
        Teams.WaitForAsync(() => Teams.PersonalChat(person).LastOrDefault(message => message is { IsBot: true, Card: not null } && Shows(message, told)), Patience);

    /// <summary>A form that does not stand on the card takes its place first.</summary>
    private async Task PressAsync(string person, Message card, string verb, (string Input, string Value)[] values)
    {
        var inputs = values.ToDictionary(value => value.Input, value => (string?)value.Value, StringComparer.Ordinal);
        if (verb == Verbs.HuddlePromise)
        {
            await PatientlyAsync(() => Teams.OpenDialogAsync(person, card, verb));
            await PatientlyAsync(() => Teams.SubmitDialogAsync(person, inputs));
            return;
        }

        if (verb == Verbs.HuddlePass) Assert.True((await Teams.ClickAsync(person, card, verb)).IsOk);
        if (verb == Verbs.HuddlePromise)
        {
            await PatientlyAsync(() => Teams.OpenDialogAsync(person, card, verb));
            await PatientlyAsync(() => Teams.SubmitDialogAsync(person, inputs));
            Assert.Null(Teams.DialogOf(person));
            return;
        }

        await PatientlyAsync(() => Teams.ClickAsync(person, card, verb, inputs));
    }

    private static async Task<Interaction> PatientlyAsync(Func<Task<Interaction>> press)
    {
        Interaction click;
        do
        {
            // In the morning the members of the channel are asked for anew, and no click waits for that.
            click = await press();
            Assert.True(click.IsOk, click.ToString());
        }
        while (click.Toast?.Contains("try again", StringComparison.OrdinalIgnoreCase) == true);
        return click;
    }

    private static bool Shows(Message message, string words) => $"{message.Summary}\n{message.AllText}".Contains(words, StringComparison.Ordinal);

    private static HashSet<string> VerbsOn(Message card) => [.. MicrosoftTeams.Talk.TeamsHotel.VerbsOn(card.Card!.Value).OfType<string>()];

    private IEnumerable<Message> CardsOf(string words) => Teams.MessagesIn(Hotel.SpaChannel)
        .SelectMany(message => Teams.ThreadOf(message).Prepend(message)).Where(message => message is { IsBot: true, Card: not null } && Shows(message, words));

    /// <summary>A gathered message has a button for each of its lines; here any will do.</summary>
    private static string? ItemOf(Message card, string words) => Shows(card, words) && !Shows(card, "Theme: ") ? MicrosoftTeams.Talk.TeamsHotel.IssueOn(card).ToString() : null;

    private Task<Message> CardForAsync(string words, string verb) => Teams.WaitForAsync(
        () => (verb.StartsWith("triage.", StringComparison.Ordinal) || verb.StartsWith("theme.", StringComparison.Ordinal) ? Teams.MessagesIn(Hotel.SpaManagers).Where(card => card.Card is not null && Shows(card, words)) : CardsOf(words))
            
            // "Back" stands on what one person sees, not on the posted card.
            .LastOrDefault(card => verb == Verbs.Refresh || VerbsOn(card).Contains(verb)), Patience);
}
