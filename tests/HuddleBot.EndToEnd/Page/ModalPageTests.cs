using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Page;

[Collection(SharedChromium.Name)]
public sealed class ModalPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_missing_field_is_told_under_it_before_the_bot_hears_of_it()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var window = await OpenFormAsync(scene);
        await window.Button("Save").ClickAsync();
        var words = window.Page.GetByLabel("What we will try");
        await Expect(words).ToHaveAccessibleDescriptionAsync("Please complete this required field. One sentence is enough.");
        await Expect(words).ToBeFocusedAsync();
        await window.PictureAsync("modal-with-problem");
        await words.FillAsync(new string('x', 61));
        await Expect(window.Dialog.GetByText("61/60")).ToBeAttachedAsync();
        await window.Button("Save").ClickAsync();
        await Expect(window.Dialog.GetByText("Please shorten this to 60 characters: it has 61.")).ToBeVisibleAsync();
        Assert.DoesNotContain(scene.Bot.Payloads, payload => payload.GetProperty("type").GetString() == "view_submission");
    }

    [Fact]
    public async Task What_the_bot_says_about_a_field_stands_under_it_until_it_is_mended_and_then_the_card_changes_for_everyone()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var window = await OpenFormAsync(scene);
        var other = await scene.LookAsync("?user=U0002&channel=C0001");
        var words = window.Page.GetByLabel("What we will try");
        await words.FillAsync("magic");
        await window.Button("Save").ClickAsync();
        await Expect(words).ToHaveAccessibleDescriptionAsync("Something that we can do ourselves, please. One sentence is enough.");
        await Expect(words).ToHaveValueAsync("magic");
        await words.FillAsync("A sign at the door");
        await Expect(window.Dialog.GetByText("Something that we can do ourselves")).ToHaveCountAsync(0);
        await window.Button("Save").ClickAsync();
        await Expect(window.Dialog).ToHaveCountAsync(0);
        await Expect(window.Messages).ToContainTextAsync(["We try: A sign at the door"]);
        await Expect(other.Messages).ToContainTextAsync(["We try: A sign at the door"]);
    }

    [Fact]
    public async Task Every_kind_of_input_reaches_the_bot_in_Slacks_shape()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var window = await OpenFormAsync(scene);
        await window.Page.GetByLabel("Who owns it").SelectOptionAsync("Ben Okoro");
        await window.Page.GetByLabel("What we will try").FillAsync("A <b>sign</b>");
        await window.Page.GetByLabel("By when").FillAsync("2026-12-01");
        await window.Page.GetByLabel("Who else is hurt").SelectOptionAsync("Ana Silva");
        await window.Page.GetByLabel("Who else is hurt").SelectOptionAsync("Mia Fischer");
        await window.Button("Remove Ana Silva").ClickAsync();
        await window.Page.GetByLabel("Urgent").CheckAsync();
        await window.Page.GetByLabel("The customer").CheckAsync();
        await window.Page.GetByLabel("Category").SelectOptionAsync("Price");
        await window.Button("Save").ClickAsync();
        await Expect(window.Dialog).ToHaveCountAsync(0);
        var values = scene.Bot.Payloads.Last().GetProperty("view").GetProperty("state").GetProperty("values");
        string Text(string block, string name) => values.GetProperty(block).GetProperty(block).GetProperty(name).ToString();
        Assert.Equal("U0004", Text("owner", "selected_user"));
        Assert.Equal("A <b>sign</b>", Text("try", "value"));
        Assert.Equal("2026-12-01", Text("date", "selected_date"));
        Assert.Equal("""["U0005"]""", Text("also", "selected_users"));
        Assert.Equal("urgent", values.GetProperty("priority").GetProperty("priority").GetProperty("selected_option").GetProperty("value").GetString());
        Assert.Equal("customer", Assert.Single(values.GetProperty("tell").GetProperty("tell").GetProperty("selected_options").EnumerateArray()).GetProperty("value").GetString());
        Assert.Equal("price", values.GetProperty("category").GetProperty("category").GetProperty("selected_option").GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_form_is_opened_and_left_by_keyboard_alone()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        await scene.Bot.PostAsync("C0001", "A card", Cards.Comment(3, "Nobody could tell me where the bus leaves."));
        var window = await scene.LookAsync();
        var button = window.Button("Fix it ourselves");
        await button.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByLabel("Who owns it")).ToBeFocusedAsync();
        for (var step = 0; step < 20; step++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            Assert.True(await window.Page.EvaluateAsync<bool>("document.activeElement === document.body || document.activeElement.closest('dialog') !== null"));
        }

        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Dialog).ToHaveCountAsync(0);
        await Expect(button).ToBeFocusedAsync();
        Assert.Empty(scene.Slack.OpenViewsOf("U0001"));
    }

    [Fact]
    public async Task A_button_with_a_question_tells_the_bot_only_after_yes()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        await scene.Bot.PostAsync("C0001", "A card", Cards.Comment(3, "Nobody could tell me where the bus leaves."));
        var window = await scene.LookAsync();
        await window.Button("Not actionable").ClickAsync();
        await Expect(window.Dialog).ToContainTextAsync("Nobody will work on it.");
        await window.Button("Keep it").ClickAsync();
        await Expect(window.Dialog).ToHaveCountAsync(0);
        Assert.Empty(scene.Slack.Deliveries);
        await window.Button("Not actionable").ClickAsync();
        await window.Button("Close it").ClickAsync();
        await Expect(window.Page.GetByLabel("What we will try")).ToBeVisibleAsync();
        Assert.Equal("issue.dismiss", Assert.Single(scene.Bot.Payloads).GetProperty("actions")[0].GetProperty("action_id").GetString());
    }

    [Fact]
    public async Task The_menu_of_a_message_offers_the_bots_shortcut()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        await scene.Slack.PostAsUserAsync("U0002", "C0001", "The lift is broken again.");
        var window = await scene.LookAsync();
        await window.Messages.First.HoverAsync();
        await window.Button("More actions").ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Raise an issue" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Fix it ourselves" })).ToBeVisibleAsync();
        Assert.Equal("issue.add", Assert.Single(scene.Bot.Payloads).GetProperty("callback_id").GetString());
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task A_form_fits_its_window(ColorScheme colours, int width)
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var window = await OpenFormAsync(scene, colours, width);
        await window.Button("Save").ClickAsync();
        await Expect(window.Dialog.GetByText("Please complete this required field.")).ToBeVisibleAsync();
        await Expect(window.Button("Save")).ToBeInViewportAsync();
        await window.PictureAsync($"modal-{colours}-{width}");
    }

    private static async Task<Window> OpenFormAsync(PageScene scene, ColorScheme colours = ColorScheme.Light, int width = 1280)
    {
        await scene.Bot.PostAsync("C0001", "A card", Cards.Comment(3, "Nobody could tell me where the bus leaves."));
        var window = await scene.LookAsync(colours: colours, width: width, height: 844);
        await window.Button("Fix it ourselves").ClickAsync();
        await Expect(window.Dialog).ToBeVisibleAsync();
        return window;
    }
}
