using HuddleBot.EndToEnd.Page;
using HuddleBot.EndToEnd.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Browser;

/// <summary>
/// An escalation from the team's first word to the team's last, in the Playground's Slack and in its Microsoft Teams, with the real bot behind both: escalated, found in the
/// queue, accepted, asked back, answered, resolved, and helped. A window that complains fails the test when it closes.
/// </summary>
[Collection(SharedChromium.Name)]
public sealed class EscalationPathTests(ChromiumFixture chromium)
{
    private const string Bus = "Nobody could tell me where the bus leaves.";
    private const string Lift = "The lift took five minutes, and nobody knew why.";
    private const string Ask = "A map of the bus stops";
    private const string Question = "At the desk or at the door?";
    private const string Reply = "At the desk, every evening.";
    private const string Answer = "The map is there from Monday";
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 20_000 };

    [Fact(Timeout = 120_000)]
    public async Task In_Slack_a_team_asks_its_manager_asks_back_and_the_answer_helps()
    {
        await using var hotel = await LiveHotel.OpenAsync();
        await hotel.SendAsync(LiveHotel.Response("r-1", 2, Bus), LiveHotel.Response("r-2", 3, Lift));
        await hotel.CardAsync("bus leaves");
        var lift = await hotel.CardAsync("five minutes");
        await hotel.DecideAsync("U0001", lift, "issue.escalate", new Dictionary<string, string?>(StringComparer.Ordinal) { ["category"] = "policy" });
        await using var window = await chromium.OpenAsync($"{hotel.Slack.Address}/?user=U0001&channel=C0001");
        var page = window.Page;
        var comment = window.Messages.Filter(new() { HasText = "bus leaves" });

        await Tap(comment, "Escalate");
        await page.GetByLabel("What do we ask for?").FillAsync(Ask);
        await SendAsync();
        await Expect(comment.GetByText(Ask)).ToBeVisibleAsync(Patiently);

        // Her queue: what waits for her, and of it one category.
        await ActAsync("Ana Silva", "managers");
        var request = window.Messages.Filter(new() { HasText = Ask });
        await Expect(request).ToBeVisibleAsync(Patiently);
        await page.GetByLabel("Message #managers").FillAsync("/huddle queue");
        await page.Keyboard.PressAsync("Enter");
        var queue = window.Messages.Filter(new() { Has = page.GetByRole(AriaRole.Combobox) });
        await Expect(queue.GetByText("Waiting for me: 2")).ToBeVisibleAsync(Patiently);
        await queue.GetByRole(AriaRole.Combobox).SelectOptionAsync("Only policy");
        await Expect(queue.GetByText("Waiting for me: 1")).ToBeVisibleAsync(Patiently);
        await Expect(queue.GetByText("five minutes")).ToBeVisibleAsync();
        await Expect(queue.GetByText("bus leaves")).ToHaveCountAsync(0);

        await Tap(request, "Accept");
        await Expect(request.GetByText("Ana has accepted this and sees to it by")).ToBeVisibleAsync(Patiently);
        await Tap(request, "Ask back");
        await page.GetByLabel("What would you like to know?").FillAsync(Question);
        await SendAsync();
        await Expect(request.GetByText($"Ana asks: {Question}")).ToBeVisibleAsync(Patiently);

        // The team simply writes below its card.
        await ActAsync("Tom Baker", "front-desk");
        await Expect(comment.GetByText($"Ana asks: {Question}")).ToBeVisibleAsync(Patiently);
        await comment.Locator(".replies").ClickAsync();
        await page.GetByLabel("Reply…").FillAsync(Reply);
        await page.Keyboard.PressAsync("Enter");
        await Expect(comment.GetByText($"Tom answers: {Reply}")).ToBeVisibleAsync(Patiently);
        await Tap(page.Locator("body"), "Close thread");

        await ActAsync("Ana Silva", "managers");
        await Expect(request.GetByText($"Tom answers: {Reply}")).ToBeVisibleAsync(Patiently);
        await Tap(request, "Resolve");
        await page.GetByLabel("What is your answer to the team?").FillAsync(Answer);
        await SendAsync();
        await Expect(request.GetByText($"Answer from Ana: {Answer}")).ToBeVisibleAsync(Patiently);

        await ActAsync("Tom Baker", "front-desk");
        await Expect(comment.GetByText($"Answer from Ana: {Answer}")).ToBeVisibleAsync(Patiently);
        await Tap(comment, "It helped");
        await Expect(comment.GetByText("It helped, says the team.")).ToBeVisibleAsync(Patiently);
        await hotel.AllIsWellAsync();

        async Task SendAsync()
        {
            await Tap(window.Dialog, "Send");
            await Expect(window.Dialog).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        }

        async Task ActAsync(string who, string channel)
        {
            await page.GetByLabel("You are").SelectOptionAsync(who);
            await page.GetByRole(AriaRole.List, new() { Name = "Channels" }).GetByRole(AriaRole.Button).Filter(new() { HasText = channel }).First.ClickAsync();
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task In_Microsoft_Teams_a_team_asks_its_manager_asks_back_and_the_answer_helps()
    {
        await using var hotel = await LiveTeamsHotel.OpenAsync();
        await hotel.SendAsync(Bus, Lift);
        await hotel.CardAsync("bus leaves");
        var lift = await hotel.CardAsync("five minutes");
        await hotel.DecideAsync("tom", lift, "issue.escalate", ("category", "policy"));
        await using var window = await chromium.OpenAsync($"{hotel.Teams.Address}/?platform=teams&user=tom");
        var page = window.Page;
        var comment = window.Posts.Filter(new() { HasText = "bus leaves" });
        var card = comment.Locator(".message:not(.is-reply) .card");

        await Tap(card, "Escalate");
        await card.GetByLabel("What do we ask for?").FillAsync(Ask);
        await Tap(card, "Send");
        await Expect(card.GetByText(Ask)).ToBeVisibleAsync(Patiently);

        // Her queue, in the chat with the bot: what waits for her, of it one category, one of it, and back.
        await page.GetByLabel("You are").SelectOptionAsync("Ana Silva");
        await page.GetByRole(AriaRole.List, new() { Name = "Chats" }).GetByRole(AriaRole.Button).Filter(new() { HasText = "HuddleBot" }).ClickAsync();
        await page.GetByLabel("Message HuddleBot").FillAsync("queue");
        await page.Keyboard.PressAsync("Enter");
        var queue = window.Card.Last;
        await Expect(queue.GetByText("Waiting for me: 2")).ToBeVisibleAsync(Patiently);
        await queue.GetByLabel("Show, sort, choose a category").SelectOptionAsync("Only policy");
        await Tap(queue, "Show");
        await Expect(queue.GetByText("Waiting for me: 1")).ToBeVisibleAsync(Patiently);
        await Expect(queue.GetByText("bus leaves")).ToHaveCountAsync(0);
        await Tap(queue, "Open");
        await Expect(queue.GetByText("Front desk asks for help: policy")).ToBeVisibleAsync(Patiently);
        await Tap(queue, "Back to the queue");
        await Expect(queue.GetByText("Waiting for me: 2")).ToBeVisibleAsync(Patiently);

        await OpenChannelAsync("Managers");
        var request = window.Posts.Filter(new() { HasText = Ask }).Locator(".message:not(.is-reply) .card");
        await Tap(request, "Accept");
        await Expect(request.GetByText("Ana Silva has accepted this and sees to it by")).ToBeVisibleAsync(Patiently);
        await hotel.AllIsWellAsync();
        await Tap(request, "Ask back");
        await request.GetByLabel("What would you like to know?").FillAsync(Question);
        await Tap(request, "Send");
        await Expect(request.GetByText($"Ana Silva asks: {Question}")).ToBeVisibleAsync(Patiently);

        // The team simply writes below its card.
        await page.GetByLabel("You are").SelectOptionAsync("Tom Baker");
        await OpenChannelAsync("Front desk");
        await Expect(card.GetByText($"Ana Silva asks: {Question}")).ToBeVisibleAsync(Patiently);
        await Tap(comment, "Reply");
        await comment.GetByLabel("Reply").FillAsync($"@HuddleBot {Reply}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(card.GetByText($"Tom Baker answers: {Reply}")).ToBeVisibleAsync(Patiently);

        await page.GetByLabel("You are").SelectOptionAsync("Ana Silva");
        await OpenChannelAsync("Managers");
        await Expect(request.GetByText($"Tom Baker answers: {Reply}")).ToBeVisibleAsync(Patiently);
        await hotel.AllIsWellAsync();
        await Tap(request, "Resolve");
        await request.GetByLabel("What is your answer to the team?").FillAsync(Answer);
        await Tap(request, "Send");
        await Expect(request.GetByText($"Answer from Ana Silva: {Answer}")).ToBeVisibleAsync(Patiently);

        await page.GetByLabel("You are").SelectOptionAsync("Tom Baker");
        await OpenChannelAsync("Front desk");
        await Expect(card.GetByText($"Answer from Ana Silva: {Answer}")).ToBeVisibleAsync(Patiently);
        await Tap(card, "It helped");
        await Expect(card.GetByText("It helped, says the team.")).ToBeVisibleAsync(Patiently);
        await hotel.AllIsWellAsync();

        Task OpenChannelAsync(string name) =>
            page.GetByRole(AriaRole.List, new() { Name = "Sunny Hotels" }).GetByRole(AriaRole.Button).Filter(new() { HasText = name }).First.ClickAsync();
    }

    private static Task Tap(ILocator where, string button) => where.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync(new() { Timeout = 20_000 });
}
