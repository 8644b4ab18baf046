using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Page;

[Collection(SharedChromium.Name)]
public sealed class TeamsDialogPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_button_opens_a_dialog_which_comes_back_until_it_is_right_and_then_closes()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync();
        await window.Button("In a dialog…").ClickAsync();
        await Expect(window.Dialog).ToHaveAccessibleNameAsync("Fix it ourselves");
        await window.Dialog.GetByLabel("Who owns it?").SelectOptionAsync("Ana Silva");
        await window.Dialog.GetByLabel("What will we try?").FillAsync("magic");
        await window.Save.ClickAsync();
        await Expect(window.Dialog.GetByText("Something that we can do ourselves, please.")).ToBeVisibleAsync();
        await window.PictureAsync("teams-dialog-again");
        await window.Dialog.GetByLabel("What will we try?").FillAsync("A sign at the door");
        await window.Save.ClickAsync();
        await Expect(window.Dialog).ToHaveCountAsync(0);
        var data = scene.Bot.Invokes("task/submit").Last().GetProperty("value").GetProperty("data");
        Assert.Equal("issue.fix", data.GetProperty("verb").GetString());
        Assert.Equal("A sign at the door", data.GetProperty("try").GetString());
    }

    [Fact]
    public async Task The_menu_of_a_message_offers_the_bots_action_whose_dialog_answers_in_words()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.Teams.SayAsync("ana", "Front desk", "The lift is broken again.");
        var window = await scene.LookAsync();
        await window.Button("More options").ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Send to huddle" }).ClickAsync();
        await window.Dialog.GetByLabel("What will we try?").FillAsync("In other words");
        await window.Save.ClickAsync();
        await Expect(window.Page.GetByText("Raised for Front desk.").First).ToBeVisibleAsync();
        Assert.Equal("issue.add", Assert.Single(scene.Bot.Invokes("composeExtension/fetchTask")).GetProperty("value").GetProperty("commandId").GetString());
        Assert.Equal("issue.add", Assert.Single(scene.Bot.Invokes("composeExtension/submitAction")).GetProperty("value").GetProperty("commandId").GetString());
    }

    [Fact]
    public async Task A_dialog_keeps_the_focus_inside_and_gives_it_back()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync();
        var button = window.Button("In a dialog…");
        await button.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Dialog.GetByLabel("Who owns it?")).ToBeFocusedAsync();
        for (var step = 0; step < 20; step++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            Assert.True(await window.Page.EvaluateAsync<bool>("document.activeElement === document.body || document.activeElement.closest('dialog') !== null"));
        }

        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Dialog).ToHaveCountAsync(0);
        await Expect(button).ToBeFocusedAsync();
        Assert.Null(scene.Teams.DialogOf("tom"));
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task A_dialog_fits_its_window(ColorScheme colours, int width)
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync(colours: colours, width: width, height: 844);
        await window.Button("In a dialog…").ClickAsync();
        await window.Save.ClickAsync();
        await Expect(window.Dialog.GetByText("One sentence, please.")).ToBeVisibleAsync();
        await Expect(window.Save).ToBeInViewportAsync();
        Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await window.PictureAsync($"teams-dialog-{colours}-{width}");
    }
}
