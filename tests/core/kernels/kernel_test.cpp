#include "core/kernels/kernel.h"

#include "core/base/error.h"
#include "tests/support/message_of.h"

#include <QTest>
#include <array>
#include <cmath>

using namespace mbtr;

class KernelTest : public QObject {
    Q_OBJECT

private slots:
    // x = (4, 5), y = (1, 1): Euclidean distance 5, Manhattan distance 7.
    void evaluatesTheLinearKernel() { QCOMPARE(evaluate(LinearKernel {}, m_x, m_y), 9.0); }
    void evaluatesTheGaussianKernel() { QCOMPARE(evaluate(GaussianKernel {5}, m_x, m_y), std::exp(-0.5)); }
    void evaluatesTheLaplacianKernel() { QCOMPARE(evaluate(LaplacianKernel {14}, m_x, m_y), std::exp(-0.5)); }
    void evaluatesTheMatern52Kernel()
    {
        // a = sqrt(5): 1 + 2.2360679775 + 5/3 = 4.9027346442; exp(-2.2360679775) = 0.1068779257
        QVERIFY(std::abs(evaluate(Matern52Kernel {5}, m_x, m_y) - 0.5239941088) < 1e-9);
    }
    void knowsEachKernelByItsName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("length");
        QTest::newRow("linear") << "linear" << 1.0;
        QTest::newRow("gaussian") << "gaussian" << 2.5;
        QTest::newRow("laplacian") << "laplacian" << 2.5;
        QTest::newRow("matern52") << "matern52" << 2.5;
    }
    void knowsEachKernelByItsName()
    {
        QFETCH(QString, name);
        QFETCH(double, length);
        const Kernel kernel = makeKernel(name.toStdString(), 2.5);
        QCOMPARE(QString::fromStdString(std::string(nameOf(kernel))), name);
        QCOMPARE(lengthOf(kernel), length);
    }
    void saysWhichKernelsThereAre()
    {
        QCOMPARE(test::messageOf<SettingsError>([] { makeKernel("gausian", 1); }),
                 "kernel: must be one of linear, gaussian, laplacian, matern52, is 'gausian'");
    }
    void refusesALengthThatIsNotPositive_data()
    {
        QTest::addColumn<double>("length");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "length: must be a number larger than 0, is 0";
        QTest::newRow("negative") << -1.5 << "length: must be a number larger than 0, is -1.5";
        QTest::newRow("nan") << std::nan("") << "length: must be a number larger than 0, is nan";
        QTest::newRow("inf") << HUGE_VAL << "length: must be a number larger than 0, is inf";
    }
    void refusesALengthThatIsNotPositive()
    {
        QFETCH(double, length);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(test::messageOf<SettingsError>([&] { makeKernel("gaussian", length); })), text);
    }

private:
    std::array<double, 2> m_x {4, 5}, m_y {1, 1};
};

QTEST_APPLESS_MAIN(KernelTest)
#include "kernel_test.moc"
