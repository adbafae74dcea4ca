#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

/// The real program on a real display.
class ScreenshotTest : public QObject {
    Q_OBJECT

private slots:
    void showsAMoleculeBesideTheList_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::newRow("light") << "light";
        QTest::newRow("dark") << "dark";
    }
    void showsAMoleculeBesideTheList()
    {
        QFETCH(QString, theme);
        QTemporaryDir folder;
        const QString path = folder.filePath("picture.png");
        const int code
            = QProcess::execute(QString(MBTR_BINARY_DIR) + "/bin/mbtr-explorer",
                                {"--screenshot", path, "--size", "1366x768", "--theme", theme, "--software-rendering"});
        QCOMPARE(code, 0);
        const QImage picture(path);
        QCOMPARE(picture.size(), QSize(1366, 768));
        // Shaded balls have hundreds of colours, a label or an empty view a few.
        const QImage view = picture.copy(320, 120, 330, 520);
        QSet<QRgb> colors;
        for (int y = 0; y < view.height(); ++y) {
            for (int x = 0; x < view.width(); ++x)
                colors.insert(view.pixel(x, y));
        }
        QVERIFY2(colors.size() > 300, qPrintable(QString::number(colors.size())));
        QCOMPARE(qGray(picture.pixel(3, 400)) < 128, theme == "dark");
    }
};

QTEST_GUILESS_MAIN(ScreenshotTest)
#include "screenshot_test.moc"
